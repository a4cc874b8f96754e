"""Notice, one line in one person's inbox for one journal entry; what its owner did last, what they wish, the day of their last summary."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post
from passerelle.lib.clock import now
from passerelle.lib.ids import new_public_id
from passerelle.notifications.pushing.models import Push, PushSubscription

__all__ = ["Digest", "Gesture", "Notice", "NoticeQuerySet", "Push", "PushSubscription", "Reason", "Wishes"]

EVERY_DAY = "1234567"
MONDAY = 1
MORNING = 8


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
    UPSTREAM = "upstream"  # what became of something that goes back to what they brought
    MESSAGE = "message"  # to all members of a community
    FOLLOWED = "followed"  # something they watch or follow


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Where lines stand. What one may still see is another question: ``reading.notices``."""

    def here(self, moment: datetime) -> Self:
        """What stands in the inbox: neither done nor put off until later."""
        return self.filter(done_at=None, surfaces_at__lte=moment)

    def unread(self, moment: datetime) -> Self:
        """What is there and was not read: the one condition of every number and every mail."""
        return self.here(moment).filter(read_at=None)


class Notice(models.Model):
    """Why something reached somebody. Holds ids only: texts and names are read, under present rights, when it is shown.

    ``surfaces_at`` is from when on it stands in the inbox: since it happened, or since the moment it was put off until, so that it
    comes back by being read and no job has to bring it. ``digest_from`` is from when on it belongs in a summary by mail, unless it was
    read or mailed by then; None is never. ``mail_claims`` counts the beginnings of a mail, ``mailed_at`` is its end: a mail that a crash
    interrupted begins once more, never a third time.
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
    surfaces_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    digest_from = models.DateTimeField(null=True)
    mail_claims = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        """Exactly one per entry and person, whatever runs twice."""

        constraints = [models.UniqueConstraint(fields=["entry_id", "person"], name="notice_once")]
        indexes = [
            models.Index(
                fields=["person", "-surfaces_at", "-id"], condition=models.Q(done_at=None), name="notice_inbox"
            ),
            models.Index(
                fields=["person", "surfaces_at"],
                condition=models.Q(done_at=None, read_at=None),
                name="notice_unread",
            ),
            models.Index(
                fields=["person", "-done_at", "-id"], condition=models.Q(done_at__isnull=False), name="notice_done"
            ),
            models.Index(fields=["person", "contribution", "surfaces_at"], name="notice_about"),
            models.Index(
                fields=["person", "digest_from"],
                condition=models.Q(read_at=None, mailed_at=None, digest_from__isnull=False),
                name="notice_waits",
            ),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"notice {self.pk} for {self.person_id}"


class Gesture(models.Model):
    """What somebody did last in their inbox, until they do something else: each of its lines as it was before.

    ``before`` holds the changed columns and, for each line, its number and what stood in them. ``muted`` is the conversation that
    was silenced with it, ``level`` how closely it was followed.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=12, default=new_public_id)
    before = models.JSONField()
    muted = models.ForeignKey(Contribution, null=True, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=8, blank=True)

    def __str__(self) -> str:
        """Ids only."""
        return f"last gesture of {self.person_id}"


class Wishes(models.Model):
    """What somebody chose of how things reach them; who chose nothing has no row. Read by ``wishes.attention``, shown to nobody else.

    ``ways`` and ``pushes`` hold by subject only what differs from the usual.
    """

    class Rhythm(models.TextChoices):
        """How often the summary comes."""

        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Once a week")
        MONTHLY = "monthly", _("On the first of the month")
        NEVER = "never", _("Never")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wishes")
    ways = models.JSONField(default=dict)
    pushes = models.JSONField(default=dict)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)
    weekday = models.PositiveSmallIntegerField(
        default=MONDAY, validators=[MinValueValidator(MONDAY), MaxValueValidator(7)]
    )
    hour = models.PositiveSmallIntegerField(default=MORNING, validators=[MaxValueValidator(23)])
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(23)])
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(23)])
    working_days = models.CharField(max_length=7, default=EVERY_DAY)
    leave_from = models.DateField(null=True, blank=True)
    leave_until = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        """Ids only."""
        return f"wishes of {self.person_id}"


class Digest(models.Model):
    """The local day of somebody's last summary by mail, and the moment until which it told what is new."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Ids only."""
        return f"digest of {self.person_id}"
