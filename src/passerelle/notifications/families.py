"""The eleven reasons as the six a reader chooses between."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from passerelle.notifications.models import Reason


class Family(TextChoices):
    """Why something reached somebody, in their words."""

    NAMED = "named", _("You are named")
    ANSWERED = "answered", _("You are answered")
    YOURS = "yours", _("What became of yours")
    DECIDED = "decided", _("Decided about you")
    MESSAGES = "messages", _("To all members")
    FOLLOWED = "followed", _("What you follow")


REASONS: dict[str, Sequence[Reason]] = {
    Family.NAMED: (Reason.MENTION,),
    Family.ANSWERED: (Reason.ANSWER, Reason.REPLY, Reason.ACCEPTED),
    Family.YOURS: (Reason.MOVED,),
    Family.DECIDED: (Reason.INVITATION, Reason.MEMBERSHIP, Reason.MODERATION, Reason.REPORTED),
    Family.MESSAGES: (Reason.MESSAGE,),
    Family.FOLLOWED: (Reason.FOLLOWED,),
}
