"""Work that comes back: each schedule is a row, so that several processes run it once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from passerelle.lib.clock import now
from passerelle.work.models import Schedule
from passerelle.work.queue import enqueue
from passerelle.work.tasks import TaskFunction

_schedules: dict[str, tuple[TaskFunction, timedelta]] = {}


def every(interval: timedelta) -> Callable[[TaskFunction], TaskFunction]:
    """Run a task again and again; it takes no arguments."""

    def register(task: TaskFunction) -> TaskFunction:
        _schedules[task.name] = (task, interval)
        return task

    return register


def plant_due() -> int:
    """Enqueue what is due by its schedule; the row's old time is the ticket, so only one process gets it."""
    moment, planted = now(), 0
    known = dict(Schedule.objects.filter(task__in=_schedules).values_list("task", "due_at"))
    for name, (task, interval) in _schedules.items():
        due = known.get(name)
        if due is None:
            Schedule.objects.bulk_create([Schedule(task=name, due_at=moment + interval)], ignore_conflicts=True)
        elif due <= moment:
            with transaction.atomic():
                if Schedule.objects.filter(task=name, due_at=due).update(due_at=moment + interval):
                    enqueue(task, key=f"schedule:{name}")
                    planted += 1
    return planted


def schedule_names() -> list[str]:
    """Every task that comes back."""
    return sorted(_schedules)
