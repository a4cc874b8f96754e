"""Suggestion: how somebody would write a text instead. A fork that those who write it accept, or not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from passerelle.contributions.models.contribution import Contribution
from passerelle.lib.clock import now


class Suggestion(models.Model):
    """The text in somebody's words, and why. ``version`` is which version of it they changed."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="suggestions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    source = models.TextField()
    why = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(default=False)
    answer = models.CharField(max_length=200, blank=True)  # of those who did not take it up

    class Meta:
        """One at a time of each person."""

        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "person"], condition=Q(decided_at=None), name="suggestion_waits_once"
            )
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} for {self.contribution_id}"
