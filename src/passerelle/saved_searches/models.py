"""SavedSearch: what somebody wants to find again, and perhaps to hear of."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from passerelle.lib.clock import now
from passerelle.lib.ids import new_public_id
from passerelle.search.typed import LONGEST_TEXT

NAME_LENGTH = 80


class SavedSearch(models.Model):
    """The text as it was typed, for its owner alone. ``told_until`` is up to when what it finds was looked at."""

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=NAME_LENGTH)
    text = models.CharField(max_length=LONGEST_TEXT)
    tells = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)
    told_until = models.DateTimeField(default=now)

    class Meta:
        """As they were saved; each text once."""

        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "text"], name="saved_search_once")]
        indexes = [models.Index(fields=["told_until"], condition=models.Q(tells=True), name="saved_search_due")]

    def __str__(self) -> str:
        """The public id, never the words."""
        return self.pid
