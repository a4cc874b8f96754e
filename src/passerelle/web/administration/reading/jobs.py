"""The queue as an administrator sees it."""

from __future__ import annotations

from typing import Any

from passerelle.lib.clock import now
from passerelle.work.models import Job, Schedule
from passerelle.work.schedules import schedule_names

SHOWN = 50


def context() -> dict[str, Any]:
    """What runs, what waits, what was set aside, what comes back."""
    due = dict(Schedule.objects.values_list("task", "due_at"))
    return {
        "running": list(Job.objects.running().order_by("run_at")[:SHOWN]),
        "waiting": list(Job.objects.waiting().order_by("run_at")[:SHOWN]),
        "waiting_count": Job.objects.waiting().count(),
        "dead": list(Job.objects.dead()[:SHOWN]),
        "dead_count": Job.objects.dead().count(),
        "schedules": [(name, due.get(name)) for name in schedule_names()],
        "moment": now(),
    }
