"""Suggestion: how somebody would write the proposal instead. A fork that its authors accept, or not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from passerelle.kinds.innovation.idea.models.idea import Idea
from passerelle.lib.clock import now


class Suggestion(models.Model):
    """The proposal in somebody's words, and why. ``version`` is which version of the text they changed."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="suggestions")
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
            models.UniqueConstraint(fields=["idea", "person"], condition=Q(decided_at=None), name="suggestion_once")
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} for {self.idea_id}"
