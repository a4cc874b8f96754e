"""Notice, one line in one person's inbox for one journal entry; Digest, the day of somebody's last daily mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post
from passerelle.lib.clock import now
from passerelle.notifications.pushing.models import Push, PushSubscription

__all__ = ["Digest", "Notice", "Push", "PushSubscription", "Reason"]


class Reason(models.TextChoices):
    """Why something reached somebody, strongest first: of several only the first is kept."""

    MENTION = "mention"
    ANSWER = "answer"  # of what they brought
    REPLY = "reply"  # to what they wrote in a conversation
    ACCEPTED = "accepted"  # their reply was the answer
    INVITATION = "invitation"
    MEMBERSHIP = "membership"  # what was decided about their belonging
    MODERATION = "moderation"  # what was decided about their text
    REPORTED = "reported"  # what was decided about a text they reported
    MOVED = "moved"  # what became of what they brought
    MESSAGE = "message"  # to all members of a community
    FOLLOWED = "followed"  # something they watch or follow


class Notice(models.Model):
    """Why something reached somebody. Holds ids only: texts and names are read, under present rights, when it is shown.

    ``mail_claims`` counts the beginnings of a mail, ``mailed_at`` is its end: a mail that a crash interrupted begins once more,
    never a third time.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    entry_id = models.BigIntegerField()
    verb = models.CharField(max_length=48)
    reason = models.CharField(max_length=12, choices=Reason.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    contribution = models.ForeignKey(Contribution, null=True, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    mail_claims = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        """Exactly one per entry and person, whatever runs twice."""

        constraints = [models.UniqueConstraint(fields=["entry_id", "person"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notice_inbox"),
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=["person", "contribution"], name="notice_about"),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"notice {self.pk} for {self.person_id}"


class Digest(models.Model):
    """The local day somebody's daily mail went out last."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    def __str__(self) -> str:
        """Ids only."""
        return f"digest of {self.person_id}"
