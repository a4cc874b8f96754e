"""Received: that a mail came and what became of it; LastAnswer: when somebody was last told that theirs was not taken.

CommunityAddress: under which name a community takes mail.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post
from passerelle.lib.clock import now


class Verdict(models.TextChoices):
    """What became of a mail."""

    TAKEN = "taken"
    AUTOMATIC = "automatic"  # written by a machine: nobody waits for an answer
    NOT_OURS = "not_ours"  # nothing in it was made here, and nobody known wrote it
    UNPROVEN = "unproven"  # nothing shows that its sender sent it
    STRANGER = "stranger"  # the address belongs to somebody else
    EXPIRED = "expired"
    UNADDRESSED = "unaddressed"  # from somebody known, and no telling what it answers
    MISSING = "missing"  # what it answers is not there for its sender
    REFUSED = "refused"  # a rule says no; ``reason`` says why
    OFTEN = "often"
    SAME = "same"
    BOUNCED = "bounced"  # word that a mail of ours was not taken
    EMPTY = "empty"
    LONG = "long"
    LARGE = "large"
    UNREADABLE = "unreadable"


class Received(models.Model):
    """One mail, known by a hash of its id, its sender and what it answers; the same mail again finds this row."""

    key = models.CharField(max_length=64, unique=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    reason = models.TextField(blank=True)  # sentences of the product, in the language of the person
    message_id = models.CharField(max_length=250, blank=True)  # what an answer refers to
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    contribution = models.ForeignKey(Contribution, null=True, on_delete=models.SET_NULL, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="+")
    community = models.ForeignKey(
        Community, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # of what was to begin there
    at = models.DateTimeField(default=now, db_index=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Asked for when somebody writes often."""

        verbose_name_plural = "received"
        indexes = [models.Index(fields=["person", "contribution", "at"], name="received_often")]

    def __str__(self) -> str:
        """Ids only."""
        return f"mail {self.pk}: {self.verdict}"


class LastAnswer(models.Model):
    """When somebody was last told what became of a mail of theirs: once an hour at most, whatever comes."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Ids only."""
        return f"last answer to {self.person_id}"


class CommunityAddress(models.Model):
    """What stands behind the plus sign for a community that takes mail; without a row it takes none."""

    community = models.OneToOneField(Community, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=30, unique=True)
    opened_at = models.DateTimeField(default=now)

    class Meta:
        """English has a plural of its own."""

        verbose_name_plural = "community addresses"

    def __str__(self) -> str:
        """Ids only."""
        return f"address of community {self.community_id}"
