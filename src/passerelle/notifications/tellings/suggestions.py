"""Tellings of suggested improvements: to those who decide, and to whoever made one."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Involvement
from passerelle.journal.models import Entry
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings.registry import Telling, Told
from passerelle.notifications.tellings.texts import head


def _writing(entry: Entry) -> Told:
    """Who brought it, and who writes with them."""
    contribution = head(entry)
    parts = get_kind(contribution.kind_slug).written_by
    bound = Involvement.objects.filter(contribution=contribution, part__in=parts, ended_at=None)
    told = Told(entry.actor_id, contribution.body_id)
    told.add(Reason.MOVED, contribution.author_id, *bound.values_list("person_id", flat=True))
    told.spare(entry.actor_id)
    return told


def _who_suggested(entry: Entry) -> Told:
    """The one person the entry names."""
    told = Told(entry.actor_id, head(entry).body_id)
    told.add(Reason.FOLLOWED, entry.particulars["person"])
    told.spare(entry.actor_id)
    return told


SUGGESTIONS = {
    "contribution.suggested": Telling(_writing, {Reason.MOVED: words("%(who)s suggests an improvement of “%(what)s”")}),
    "contribution.suggestion_accepted": Telling(
        _who_suggested, {Reason.FOLLOWED: words("%(who)s took up your improvement of “%(what)s”")}
    ),
    "contribution.suggestion_declined": Telling(
        _who_suggested, {Reason.FOLLOWED: words("%(who)s answered your improvement of “%(what)s”")}
    ),
}
