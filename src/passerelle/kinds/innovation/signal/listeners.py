"""What follows for a signal: it goes to those who hear it, and to others when it changes."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import system_actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.kinds.innovation.signal import actions
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.notifications.tellings.texts import head
from passerelle.work.tasks import task


def _waits(entry: Entry) -> Told:
    """Those it newly waits for."""
    contribution = head(entry)
    told = Told(contribution.author_id, contribution.body_id)
    told.add(Reason.FOLLOWED, *entry.particulars["people"])
    return told


tells("signal.routed", Telling(_waits, {Reason.FOLLOWED: words("“%(what)s” waits for you to hear it")}))
tells("signal.unheard", Telling(_waits, {Reason.FOLLOWED: words("Nobody has heard “%(what)s” yet")}))


@listen(*(f"contribution.{verb}" for verb in ("published", "edited", "rehomed", "withdrawn", "removed", "merged")))
@task("signal.route", together=True)
def route(*, entry_id: int) -> None:
    """Of a signal; whatever else was brought is left alone."""
    entry = Entry.objects.get(pk=entry_id)
    if entry.particulars.get("kind", "signal") != "signal":
        return
    found = Contribution.objects.unscoped("the signal of this entry").filter(
        pk=entry.contribution_id or 0, kind_slug="signal"
    )
    for contribution in found:
        actions.route(contribution, by=system_actor())
