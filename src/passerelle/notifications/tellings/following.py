"""Who follows what an entry is about, closely enough to be told: the table of ``contributions.following``, asked for everybody."""

from __future__ import annotations

from passerelle.contributions.following import Cause, attentions
from passerelle.contributions.models import Contribution


def followers(contribution: Contribution, *, each_reply: bool = False) -> list[int]:
    """People who hear what is new and what becomes of it; with ``each_reply`` only those who hear every reply as well."""
    found = attentions(contribution).items()
    return [person for person, attention in found if (attention.hears_replies if each_reply else attention.hears_steps)]


def awaiting(contribution: Contribution) -> list[int]:
    """People who hear of something new, by what it lies under.

    Who follows the conversation itself has met it, and who follows a place it was shared to hears of that.
    """
    return [
        person
        for person, attention in attentions(contribution).items()
        if attention.hears_steps
        and attention.cause not in (Cause.CHOSEN, Cause.PART)
        and (attention.cause != Cause.COMMUNITY or attention.subject == contribution.home_id)
    ]
