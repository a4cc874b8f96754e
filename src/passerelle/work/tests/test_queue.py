"""The queue: claimed once, counted before running, given back, set aside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from passerelle.lib.clock import now
from passerelle.work import queue, worker
from passerelle.work.models import Job, Priority
from passerelle.work.tasks import _tasks, task

pytestmark = pytest.mark.django_db
ran: list[int] = []


@pytest.fixture
def good():
    """A task that notes that it ran."""
    ran.clear()
    yield task("tests.good")(lambda number: ran.append(number))
    _tasks.pop("tests.good")


@pytest.fixture
def bad():
    """A task that always fails."""

    def fail() -> None:
        raise ValueError("secret text of a person")

    yield task("tests.bad", max_attempts=2)(fail)
    _tasks.pop("tests.bad")


def test_a_job_runs_once_and_goes(good):
    """Done means gone."""
    queue.enqueue(good, number=7)
    assert worker.run_all() == 1
    assert ran == [7]
    assert Job.objects.count() == 0


def test_urgent_jobs_come_first(good):
    """Priority before age."""
    queue.enqueue(good, number=1)
    queue.enqueue(good, number=2, priority=Priority.SOON)
    worker.run_all()
    assert ran == [2, 1]


def test_one_key_is_one_job(good):
    """A second job with the key of a waiting one is that one."""
    first = queue.enqueue(good, key="k", number=1)
    assert queue.enqueue(good, key="k", number=2).pk == first.pk
    assert Job.objects.count() == 1


def test_a_leased_job_is_nobody_elses_until_the_lease_ends(good):
    """Reclaimed after the lease, with the attempt counted."""
    queue.enqueue(good, number=1)
    assert queue.claim("a").attempts == 1
    assert queue.claim("b") is None
    later = queue.claim("b", now() + queue.LEASE + timedelta(seconds=1))
    assert (later.leased_by, later.attempts) == ("b", 2)


def test_the_first_worker_cannot_finish_what_was_reclaimed(good):
    """Only the holder of the lease ends a job."""
    queue.enqueue(good, number=1)
    first = queue.claim("a")
    queue.claim("b", now() + queue.LEASE + timedelta(seconds=1))
    queue.finish(first)
    assert Job.objects.count() == 1


def test_a_failing_job_is_retried_then_set_aside_without_its_words(bad):
    """The error's type is kept, never its text."""
    job = queue.enqueue(bad)
    worker.run_all()
    waiting = Job.objects.get()
    assert (waiting.attempts, waiting.dead_at, waiting.last_error) == (1, None, "ValueError in fail, line 31")
    assert waiting.run_at > now()
    Job.objects.update(run_at=now())
    worker.run_all()
    assert Job.objects.get(pk=job.pk).dead_at is not None


def test_an_unknown_task_is_set_aside():
    """A module that was removed leaves a job a person can look at."""
    Job.objects.create(task="tests.gone")
    assert worker.run_all() == 1
    assert Job.objects.get().last_error == "no installed module knows this task"


def test_a_job_whose_worker_always_dies_is_set_aside(good):
    """Attempts are counted before running, so a killer job comes to an end."""
    Job.objects.create(task=good.name, arguments={"number": 1}, attempts=5, max_attempts=5)
    worker.run_all()
    assert ran == []
    assert Job.objects.get().dead_at is not None
