"""Work that comes back: each schedule is a row, so that several processes run it once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from passerelle.lib.clock import now
from passerelle.work.models import Schedule
from passerelle.work.queue import enqueue
from passerelle.work.tasks import TaskFunction

NextTime = Callable[[datetime], datetime]
_schedules: dict[str, tuple[TaskFunction, NextTime]] = {}


def every(interval: timedelta) -> Callable[[TaskFunction], TaskFunction]:
    """Run a task again and again; stands above ``@task``, which takes no arguments then."""
    return _register(lambda moment: moment + interval)


def daily(at: time) -> Callable[[TaskFunction], TaskFunction]:
    """Run a task once a day at a local time of the installation."""

    def next_time(moment: datetime) -> datetime:
        zone = timezone.get_default_timezone()
        today = moment.astimezone(zone).date()
        due = datetime.combine(today, at, zone)
        return due if due > moment else datetime.combine(today + timedelta(days=1), at, zone)

    return _register(next_time)


def enqueue_due(moment: datetime | None = None) -> int:
    """Enqueue what is due by its schedule, once however much time was missed; returns how many jobs.

    The old time of the row is the ticket: of several processes that saw it only one replaces it.
    """
    moment, enqueued = moment or now(), 0
    known = dict(Schedule.objects.filter(task__in=_schedules).values_list("task", "due_at"))
    for name, (task, next_time) in _schedules.items():
        due = known.get(name)
        if due is None:
            Schedule.objects.bulk_create([Schedule(task=name, due_at=next_time(moment))], ignore_conflicts=True)
        elif due <= moment:
            with transaction.atomic():
                if Schedule.objects.filter(task=name, due_at=due).update(due_at=next_time(moment)):
                    enqueue(task, key=f"schedule:{name}")
                    enqueued += 1
    return enqueued


def schedule_names() -> list[str]:
    """Every task that comes back."""
    return sorted(_schedules)


def _register(next_time: NextTime) -> Callable[[TaskFunction], TaskFunction]:
    def register(task: TaskFunction) -> TaskFunction:
        _schedules[task.name] = (task, next_time)
        return task

    return register
