"""RefusingAddress: a mail address that sent our mail back, and whether we still write to it."""

from __future__ import annotations

from django.db import models

from passerelle.lib.clock import now
from passerelle.people.models.person import Person


class RefusingAddress(models.Model):
    """What came back from one address of one person. With ``stopped_at`` nothing is sent there until its owner says so."""

    class Why(models.TextChoices):
        """What the last word about it was."""

        GONE = "gone"  # it does not exist, or will never take our mail
        BUSY = "busy"  # not for now, and again and again
        COMPLAINT = "complaint"  # its owner called a mail of ours unwanted

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="refusing_addresses")
    address = models.EmailField(max_length=254, unique=True)
    why = models.CharField(max_length=12, choices=Why.choices)
    times = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(default=now)
    stopped_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Ids only."""
        return f"address of {self.person_id}: {self.why}"
