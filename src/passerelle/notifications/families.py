"""The twelve reasons as the eight a person tells apart: what the inbox is narrowed to, and what their wishes are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from passerelle.notifications.models import Reason


class Family(TextChoices):
    """Why something reaches somebody, as they tell it themselves."""

    MENTION = "mention", _("I am named")
    ANSWER = "answer", _("Answers to what I brought")
    REPLY = "reply", _("Replies to me")
    YOURS = "yours", _("What became of what I gave")
    INVITATION = "invitation", _("Invitations and memberships")
    MODERATION = "moderation", _("Decisions about my texts and reports")
    MESSAGE = "message", _("Messages to all members")
    FOLLOWED = "followed", _("News of what I follow")


FAMILIES: Mapping[str, Family] = {
    Reason.MENTION: Family.MENTION,
    Reason.ANSWER: Family.ANSWER,
    Reason.REPLY: Family.REPLY,
    Reason.ACCEPTED: Family.YOURS,
    Reason.MOVED: Family.YOURS,
    Reason.UPSTREAM: Family.YOURS,
    Reason.INVITATION: Family.INVITATION,
    Reason.MEMBERSHIP: Family.INVITATION,
    Reason.MODERATION: Family.MODERATION,
    Reason.REPORTED: Family.MODERATION,
    Reason.MESSAGE: Family.MESSAGE,
    Reason.FOLLOWED: Family.FOLLOWED,
}


def reasons_of(*families: str) -> Sequence[Reason]:
    """The reasons that belong to them."""
    return [Reason(reason) for reason, family in FAMILIES.items() if family in families]
