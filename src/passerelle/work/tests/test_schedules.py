"""Work that comes back: once per time, whoever looks, however late."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connections

from passerelle.work import schedules
from passerelle.work.models import Job, Schedule
from passerelle.work.tasks import _tasks, task

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def hourly(monkeypatch):
    """The only schedule there is."""
    monkeypatch.setattr(schedules, "_schedules", {})
    yield schedules.every(timedelta(hours=1))(task("tests.hourly")(lambda: None))
    _tasks.pop("tests.hourly")


def test_a_new_schedule_waits_its_first_time(hourly):
    assert schedules.enqueue_due(NOON) == 0
    assert Schedule.objects.get().due_at == NOON + timedelta(hours=1)


def test_what_is_due_is_enqueued_once_however_late(hourly):
    schedules.enqueue_due(NOON)
    late = NOON + timedelta(hours=30)
    assert [schedules.enqueue_due(late), schedules.enqueue_due(late)] == [1, 0]
    assert Schedule.objects.get().due_at == late + timedelta(hours=1)
    assert Job.objects.get().task == "tests.hourly"


@pytest.mark.django_db(transaction=True)
def test_of_many_processes_one_enqueues(hourly):
    schedules.enqueue_due(NOON)

    def look(_: int) -> int:
        try:
            return schedules.enqueue_due(NOON + timedelta(hours=2))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(look, range(4))) == [0, 0, 0, 1]
    assert Job.objects.count() == 1


def test_a_daily_time_is_local_also_when_the_clocks_change(hourly, settings):
    settings.TIME_ZONE = "Europe/Paris"
    schedules.daily(time(3, 30))(hourly)
    _, next_time = schedules._schedules["tests.hourly"]
    assert next_time(NOON) == datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
    assert next_time(datetime(2026, 7, 1, 1, tzinfo=UTC)) == datetime(2026, 7, 1, 1, 30, tzinfo=UTC)
    assert next_time(datetime(2026, 7, 1, 1, 30, tzinfo=UTC)) == datetime(2026, 7, 2, 1, 30, tzinfo=UTC)
