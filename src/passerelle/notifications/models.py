"""Notice: one line in one person's inbox, for one journal entry."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post
from passerelle.lib.clock import now


class Notice(models.Model):
    """Why something reached somebody. Holds ids only: texts and names are read, under present rights, when it is shown."""

    class Reason(models.TextChoices):
        """Why it reached them, strongest first."""

        MENTION = "mention", _("names you")
        REPLY = "reply", _("answers you")
        ANSWER = "answer", _("answers your question")
        ACCEPTED = "accepted", _("your reply was the answer")
        MOVED = "moved", _("what became of it")
        FOLLOWED = "followed", _("you follow this")
        INVITATION = "invitation", _("invites you")
        MEMBERSHIP = "membership", _("your membership")
        MODERATION = "moderation", _("a community manager decided")
        MESSAGE = "message", _("a message to all members")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    entry_id = models.BigIntegerField()
    reason = models.CharField(max_length=12, choices=Reason.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    contribution = models.ForeignKey(Contribution, null=True, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        """Exactly one per entry and person, whatever runs twice."""

        constraints = [models.UniqueConstraint(fields=["entry_id", "person"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_inbox"),
            models.Index(fields=["person", "read_at"], name="notice_unread"),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"notice {self.pk} for {self.person_id}"
