"""What follows for a signal when it is put into a trend or taken out of the last one: its state says so.

Who sorts a signal has not heard it by that, unless they are of those who hear it: the others put it there, and it goes on waiting.
"""

from __future__ import annotations

from django.db import transaction

from passerelle.contributions import actions
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import person_actor, system_actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.kinds.innovation.signal.rules import listener
from passerelle.kinds.innovation.trend.models import Placing
from passerelle.people.models import Person
from passerelle.trail.models import COUNTED, Link, Relation
from passerelle.work.tasks import task


@listen("link.asserted", "link.carried", "link.confirmed", "link.removed")
@task("trend.follow_link")
@transaction.atomic
def follow_link(*, entry_id: int) -> None:
    """Bring the state of the signal in line with the links there are now."""
    links = Link.objects.unscoped("the link of this entry").filter(relation=Relation.OBSERVED_IN)
    entry = Entry.objects.select_related("actor").get(pk=entry_id)
    link = links.filter(pk=entry.subject_id).first()
    if link is not None and Signal.objects.filter(pk=link.earlier_id).exists():
        _follow(Contribution.objects.locked(link.earlier_id), by=entry.actor)


@listen("contribution.moved")
@task("trend.follow_hearing")
@transaction.atomic
def follow_hearing(*, entry_id: int) -> None:
    """What was in a trend before somebody heard it says so as soon as it is heard."""
    entry = Entry.objects.select_related("actor").get(pk=entry_id)
    if Signal.objects.filter(pk=entry.contribution_id or 0).exists():
        _follow(Contribution.objects.locked(entry.contribution_id or 0), by=entry.actor)


def _follow(signal: Contribution, by: Person | None) -> None:
    links = Link.objects.unscoped("the trends of a signal").filter(relation=Relation.OBSERVED_IN)
    # Trends of the same home alone: whoever reads the signal reads those, and learns of no other by its state.
    beside = links.filter(later__home_id=signal.home_id, later__standing=Standing.PUBLISHED)
    gathered = beside.filter(earlier=signal, status__in=COUNTED).exists()
    step = get_kind(signal.kind_slug).find_move("gather" if gathered else "release")
    if step is None or signal.state not in step.sources or signal.standing != Standing.PUBLISHED:
        return
    is_heard = Signal.objects.exclude(heard_at=None).filter(pk=signal.pk).exists()
    if is_heard or (by is not None and listener(signal, person_actor(by))):
        actions.make_move(signal, step.slug, by=system_actor())


@listen("contribution.edited", "contribution.withdrawn", "contribution.removed", "contribution.merged")
@task("trend.forget_words")
def forget_words(*, entry_id: int) -> None:
    """Forget the words a proposal was made for, once they may not stand there any more."""
    signal = Entry.objects.get(pk=entry_id).contribution_id
    Placing.objects.filter(signal_id=signal).update(words=[], nearest=[])
