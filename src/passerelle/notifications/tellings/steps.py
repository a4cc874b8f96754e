"""Tellings of what becomes of a contribution: moves, further communities, another home, another conversation."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.contributions.kinds import Kind, get_kind
from passerelle.journal.models import Entry
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.tellings.following import followers
from passerelle.notifications.tellings.registry import Telling, Told
from passerelle.notifications.tellings.texts import head


def became(entry: Entry) -> Told:
    """What changed for a contribution concerns its author and those who follow it."""
    contribution = head(entry)
    told = Told(entry.actor_id, contribution.body_id)
    told.add(Reason.FOLLOWED, *followers(contribution))
    told.add(Reason.MOVED, contribution.author_id)
    told.spare(entry.actor_id)
    return told


def _state(notice: Notice, entry: Entry | None) -> dict[str, str]:
    """The state it moved to then, in today's words; the present one when the journal has forgotten it."""
    kind, state = _now(notice, entry)
    return {"state": str(kind.state_label(state)) if kind else ""}


def _news(notice: Notice, entry: Entry | None) -> str:
    """The kind's own sentence for that state."""
    kind, state = _now(notice, entry)
    return kind.news.get(state, "") if kind else ""


def _now(notice: Notice, entry: Entry | None) -> tuple[Kind | None, str]:
    contribution = notice.contribution
    if contribution is None:
        return None, ""
    return get_kind(contribution.kind_slug), entry.particulars.get("after", "") if entry else contribution.state


_MOVED = words("%(who)s moved “%(what)s” to: %(state)s")
_SHARED = words("%(who)s shared “%(what)s” to another community")
_REHOMED = words("%(who)s moved “%(what)s” to another community")
_SPLIT = words("%(who)s made “%(what)s” a conversation of its own")
_MERGED = words("%(who)s joined “%(what)s” with another conversation")

STEPS = {
    "contribution.moved": Telling(
        became, {Reason.MOVED: _MOVED, Reason.FOLLOWED: _MOVED}, values=_state, instead=_news
    ),
    "contribution.shared": Telling(became, {Reason.MOVED: _SHARED, Reason.FOLLOWED: _SHARED}),
    "contribution.rehomed": Telling(became, {Reason.MOVED: _REHOMED, Reason.FOLLOWED: _REHOMED}),
    "contribution.split": Telling(became, {Reason.MOVED: _SPLIT, Reason.FOLLOWED: _SPLIT}),
    "contribution.merged": Telling(became, {Reason.MOVED: _MERGED, Reason.FOLLOWED: _MERGED}),
}
