"""Draft: what somebody is writing, kept without being asked; survives crash and sign-out."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from passerelle.lib.clock import now


class Draft(models.Model):
    """The fields of one form, by the place where they are written (``new:update:PID``, ``reply:PID``, …)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=80)
    fields = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        """One per person and place."""

        ordering = ["-updated_at"]
        constraints = [models.UniqueConstraint(fields=["person", "place"], name="draft_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"draft of {self.person_id}"
