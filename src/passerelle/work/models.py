"""Job, Schedule and Receipt: what is to be done, what comes back, and what was answered."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from passerelle.lib.clock import now


class Priority(models.IntegerChoices):
    """How urgent a job is; a closed list, because each is a place in the index of its own."""

    SOON = 10
    NORMAL = 0
    LATER = -10


class JobQuerySet(models.QuerySet["Job"]):
    """What an administrator asks of the queue."""

    def running(self) -> Self:
        """Leased by a worker that is still heard of."""
        return self.filter(dead_at=None, lease_until__gt=now())

    def waiting(self) -> Self:
        """Due now or later, for the first time or again."""
        return self.filter(dead_at=None).exclude(lease_until__gt=now())

    def dead(self) -> Self:
        """Set aside after the last attempt, newest first."""
        return self.filter(dead_at__isnull=False).order_by("-dead_at")


class Job(models.Model):
    """One piece of work, written in the transaction of the verb it follows from, deleted when it is done.

    ``key`` names a job that is waiting to run for the first time; it is given back when a worker takes the job, so that what comes
    in while it runs is run after it.
    """

    task = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=160, null=True, unique=True)
    priority = models.SmallIntegerField(choices=Priority, default=Priority.NORMAL)
    run_at = models.DateTimeField(default=now)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    lease_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=60, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)
    dead_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        """Claimed by priority, then by age; what was set aside is not in the way."""

        indexes = [
            models.Index(fields=["priority", "run_at"], condition=models.Q(dead_at__isnull=True), name="job_claim"),
            models.Index(fields=["dead_at"], condition=models.Q(dead_at__isnull=False), name="job_dead"),
        ]

    def __str__(self) -> str:
        """Task and id."""
        return f"{self.task} {self.pk}"


class Schedule(models.Model):
    """When a task that comes back is due next."""

    task = models.CharField(max_length=120, unique=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        """The task."""
        return self.task


class Receipt(models.Model):
    """The first answer to a write, given again when the same key comes again; forgotten after a week.

    ``status`` is 0 while the write is running; nobody sees such a row, because it is not committed yet.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        """Once per person and key."""

        constraints = [models.UniqueConstraint(fields=["person", "key"], name="receipt_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"receipt {self.pk}"
