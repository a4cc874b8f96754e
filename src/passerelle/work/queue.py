"""The lease queue: enqueue in the verb's transaction, claim one row at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from passerelle.lib.clock import now
from passerelle.work.models import Job
from passerelle.work.tasks import TaskFunction


def enqueue(task: TaskFunction, *, key: str | None = None, run_at: datetime | None = None, priority: int = 0, **arguments: Any) -> Job:
    """Insert a job in the caller's transaction; with a ``key`` that is waiting already, that job stands."""
    fields = {
        "task": task.name,
        "arguments": arguments,
        "run_at": run_at or now(),
        "priority": priority,
        "max_attempts": task.max_attempts,
    }
    if key is None:
        return Job.objects.create(**fields)
    return Job.objects.get_or_create(key=key, defaults=fields)[0]
