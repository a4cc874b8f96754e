"""What people do with a text besides writing: react, mention, follow, keep."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.contributions.models.contribution import Contribution
from passerelle.contributions.models.post import Post
from passerelle.lib.clock import now
from passerelle.people.models import Unit
from passerelle.topics.models import Topic


class Reaction(models.Model):
    """One small sign under a text; a fixed set with names a screen reader can say."""

    class Sign(models.TextChoices):
        """The fixed set."""

        THANKS = "thanks", _("Thank you")
        AGREE = "agree", _("I agree")
        IDEA = "idea", _("Good idea")
        STRONG = "strong", _("Strong work")
        SMILE = "smile", _("Made me smile")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions")
    sign = models.CharField(max_length=8, choices=Sign.choices)
    at = models.DateTimeField(default=now)

    class Meta:
        """A person gives each sign once."""

        constraints = [models.UniqueConstraint(fields=["post", "person", "sign"], name="reaction_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.sign} on {self.post_id}"


class Mention(models.Model):
    """A text names a person, a unit or a community."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="mentions")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Exactly one target, once per text."""

        constraints = [
            models.UniqueConstraint(
                fields=["post", "person"], condition=Q(person__isnull=False), name="mention_person_once"
            ),
            models.UniqueConstraint(fields=["post", "unit"], condition=Q(unit__isnull=False), name="mention_unit_once"),
            models.UniqueConstraint(
                fields=["post", "community"], condition=Q(community__isnull=False), name="mention_community_once"
            ),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"mention in {self.post_id}"


class Follow(models.Model):
    """How closely somebody follows one thing. A level that came with taking part, and not by choice, is not ``chosen``."""

    class Level(models.TextChoices):
        """From everything to nothing."""

        WATCH = "watch", _("Watch: everything, each reply too")
        FOLLOW = "follow", _("Follow: what is new and what becomes of it")
        NORMAL = "normal", _("Normal: only what concerns me")
        MUTE = "mute", _("Mute: nothing")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    level = models.CharField(max_length=8, choices=Level.choices, default=Level.FOLLOW)
    chosen = models.BooleanField(default=True)
    contribution = models.ForeignKey(Contribution, null=True, on_delete=models.CASCADE, related_name="followers")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="followers")
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="followers")
    followed = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="followers"
    )

    class Meta:
        """One level per person and thing."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", name], condition=Q(**{f"{name}__isnull": False}), name=f"follow_{name}_once"
            )
            for name in ("contribution", "topic", "community", "followed")
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} {self.level}"


class Bookmark(models.Model):
    """A text somebody keeps for themselves; nobody else sees it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="bookmarks")
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        """Once per person and text."""

        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["person", "post"], name="bookmark_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} keeps {self.post_id}"
