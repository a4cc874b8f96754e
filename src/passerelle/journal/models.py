"""Entry: one line per verb, with ids and closed values only."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """Who did which verb to what, where and when.

    Apart from the actor, ids are plain integers: the journal stays readable when what it speaks of is gone,
    and depends on no module above it. ``particulars`` holds ids and closed values, never text, names or addresses.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=12)
    verb = models.CharField(max_length=48)
    subject_type = models.CharField(max_length=48)
    subject_id = models.BigIntegerField()
    contribution_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    particulars = models.JSONField(default=dict)

    class Meta:
        """Indexes follow the questions asked: what happened to this, here, by verb."""

        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["contribution_id", "id"]),
            models.Index(fields=["community_id", "id"]),
            models.Index(fields=["subject_type", "subject_id", "id"]),
            models.Index(fields=["verb", "at"]),
        ]

    def __str__(self) -> str:
        """Verb and subject, for logs."""
        return f"{self.verb} {self.subject_type} {self.subject_id}"
