"""How somebody hears of what a saved search found: like news of what they follow, in the rhythm they chose for that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_noop as _

from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.saved_searches.models import SavedSearch


def _owner(entry: Entry) -> Told:
    """Whose search it is; it disturbs nobody and waits in the inbox and for the summary."""
    told = Told(actor_id=None, at_once=False)
    told.add(Reason.FOLLOWED, entry.particulars["person"])
    return told


def _names(actor: Actor, notices: Sequence[tuple[Notice, Entry]]) -> Mapping[int, Mapping[str, str]]:
    """What its owner calls it today, and the words of one that was forgotten: none."""
    wanted = {entry.particulars["saved"] for _notice, entry in notices}
    names = dict(SavedSearch.objects.filter(pk__in=wanted, owner_id=actor.own_id).values_list("pk", "name"))
    return {
        notice.pk: {"search": names[entry.particulars["saved"]]}
        for notice, entry in notices
        if entry.particulars["saved"] in names
    }


MATCHED = Telling(
    whom=_owner,
    words={Reason.FOLLOWED: _("New under your search “%(search)s”: “%(what)s”")},
    values=lambda notice, entry: {"search": "…"},
    known=_names,
)
