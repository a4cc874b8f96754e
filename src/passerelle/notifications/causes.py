"""Why a line is in the inbox, as of now, and the one click that changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words

from passerelle.contributions.following import Attention, Cause, Level, attentions_of
from passerelle.contributions.reading.attention import Subjects, subjects
from passerelle.journal.actor import Actor
from passerelle.notifications.lines import NoticeLine
from passerelle.notifications.models import Reason

_CONCERNED = {
    Reason.MENTION: words("because you are named"),
    Reason.ANSWER: words("because you brought this"),
    Reason.REPLY: words("because you are answered"),
    Reason.ACCEPTED: words("because the answer is yours"),
    Reason.INVITATION: words("because you are invited"),
    Reason.MEMBERSHIP: words("because it is about you"),
    Reason.MODERATION: words("because the text is yours"),
    Reason.REPORTED: words("because you reported it"),
    Reason.MOVED: words("because you brought this"),
    Reason.UPSTREAM: words("because it goes back to what you brought"),
    Reason.MESSAGE: words("because you are a member"),
}
_OF_LEVEL = {Level.WATCH: words("because you watch %(what)s"), Level.FOLLOW: words("because you follow %(what)s")}


@dataclass(frozen=True, slots=True)
class Why:
    """A clause; and, where it comes from a level, what one would no longer hear of and the address that changes it."""

    words: str = ""
    subject: str = ""
    change_url: str = ""


def causes(actor: Actor, lines: Sequence[NoticeLine]) -> dict[int, Why]:
    """Line → why it is there. A line of what one follows no more says nothing. A fixed number of queries."""
    followed = {line.contribution for line in lines if line.contribution and line.reason == Reason.FOLLOWED}
    found = attentions_of(actor.own_id, list(followed)) if followed else {}
    known = subjects(actor, found.values())
    return {line.id: _why(line, found, known) for line in lines}


def _why(line: NoticeLine, found: dict[int, Attention], known: Subjects) -> Why:
    if line.reason != Reason.FOLLOWED:
        return Why(_(_CONCERNED[line.reason]))
    attention = found.get(line.contribution.pk) if line.contribution else None
    if attention is None or line.contribution is None or attention.level not in _OF_LEVEL:
        return Why()
    if attention.cause in (Cause.CHOSEN, Cause.PART):
        here = reverse("contribution_follow", args=[line.contribution.pid])
        part = attention.cause == Cause.PART
        what = _("this conversation")
        return Why(_("because you take part") if part else _(_OF_LEVEL[attention.level]) % {"what": what}, what, here)
    subject = known.get((attention.cause, attention.subject))
    return (
        Why(_(_OF_LEVEL[attention.level]) % {"what": subject.name}, subject.name, subject.change_url)
        if subject
        else Why()
    )
