"""The queue: claimed once, counted before running, given back, set aside."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from passerelle.lib.clock import now
from passerelle.work import queue, worker
from passerelle.work.actions import discard_job, retry_job
from passerelle.work.bell import bell
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


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_after_the_commit(good):
    """Whoever it wakes finds the job; of one that was taken back it tells nobody."""
    before = bell.rings
    with transaction.atomic():
        queue.enqueue(good, key="k", number=7)
        assert bell.rings == before
    assert bell.rings == before + 1
    with transaction.atomic():
        queue.enqueue(good, number=8)
        transaction.set_rollback(True)
    assert (bell.rings, Job.objects.count()) == (before + 1, 1)


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


def test_a_key_is_free_again_when_its_job_runs(good):
    """What comes in while the job runs is run after it."""
    first = queue.enqueue(good, key="k", number=1)
    queue.claim("a")
    second = queue.enqueue(good, key="k", number=2)
    assert second.pk != first.pk
    assert queue.claim("b").arguments == {"number": 2}


def test_a_job_for_later_waits(good):
    """Not before its time."""
    queue.enqueue(good, number=1, run_at=now() + timedelta(hours=1))
    assert queue.claim("a") is None
    assert queue.claim("a", now() + timedelta(hours=1)).attempts == 1


@pytest.mark.parametrize("value", ["x" * 121, object(), {"a": 1}, ["y" * 121]])
def test_texts_and_things_have_no_place_in_a_queue(good, value):
    """Ids and closed values only."""
    with pytest.raises(ValueError, match="number must be an id"):
        queue.enqueue(good, number=value)


def test_two_tasks_cannot_share_a_name(good):
    """A row must mean one function."""
    with pytest.raises(ValueError, match="Two tasks are named"):
        task("tests.good")(lambda: None)


def test_claiming_reads_the_index(good):
    """One statement, and no sorting of what waits."""
    queue.enqueue_many(good, [{"number": number} for number in range(3)])
    with CaptureQueriesContext(connection) as asked:
        queue.claim("a")
    [statement] = [query["sql"] for query in asked if "work_job" in query["sql"]]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            plan = str(cursor.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall())
        assert plan.count("USING INDEX job_claim") == 3
        assert "TEMP B-TREE" not in plan


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
    waiting, line = Job.objects.get(), bad.__code__.co_firstlineno + 1
    assert (waiting.attempts, waiting.dead_at, waiting.last_error) == (1, None, f"ValueError in fail, line {line}")
    assert waiting.run_at > now()
    Job.objects.update(run_at=now())
    worker.run_all()
    assert list(Job.objects.dead()) == [job]


def test_a_job_that_was_set_aside_can_be_tried_again_or_discarded(bad):
    """And only such a job."""
    job = queue.enqueue(bad)
    with pytest.raises(Job.DoesNotExist):
        retry_job(job)
    with pytest.raises(Job.DoesNotExist):
        discard_job(job)
    queue.set_aside(queue.claim("a"), "broken")
    retry_job(job)
    assert list(Job.objects.waiting().values_list("attempts", "last_error")) == [(0, "")]
    queue.set_aside(queue.claim("a"), "broken")
    discard_job(job)
    assert Job.objects.count() == 0


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
