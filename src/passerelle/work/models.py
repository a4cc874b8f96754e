"""Job and Receipt: what is to be done, and what was answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from passerelle.lib.clock import now


class Job(models.Model):
    """One piece of work, written in the transaction of the verb it follows from."""

    task = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=160, null=True, unique=True)
    priority = models.SmallIntegerField(default=0)
    run_at = models.DateTimeField(default=now)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    lease_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=60, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)
    dead_at = models.DateTimeField(null=True)

    class Meta:
        """Claimed by priority, then by age."""

        indexes = [models.Index(fields=["dead_at", "run_at", "-priority"], name="job_claim")]

    def __str__(self) -> str:
        """Task and id."""
        return f"{self.task} {self.pk}"


class Receipt(models.Model):
    """The first answer to a write, replayed when the same key comes again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=2_000, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        """Once per person and key."""

        constraints = [models.UniqueConstraint(fields=["person", "key"], name="receipt_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"receipt {self.pk}"


class Schedule(models.Model):
    """When a task that comes back is due next."""

    task = models.CharField(max_length=120, unique=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        """The task."""
        return self.task
