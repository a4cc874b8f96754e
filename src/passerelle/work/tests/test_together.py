"""Jobs in company: what they did and that they did it is one transaction; nobody suffers for another."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from cast.waiting import eventually
from passerelle.work import queue
from passerelle.work.leases import Leases
from passerelle.work.models import Job, Schedule
from passerelle.work.tasks import _tasks, ask_for_solitude, task
from passerelle.work.together import MOST, claim_several, run_together
from passerelle.work.worker import Workers, run_several

pytestmark = pytest.mark.django_db(transaction=True)


def kept() -> list[str]:
    """What the tasks wrote."""
    return sorted(Schedule.objects.filter(task__startswith="number").values_list("task", flat=True))


@pytest.fixture
def tasks():
    """A task that writes, one that also fails for number 3, one that is long for number 3, one that runs by itself."""

    def write(number: int) -> None:
        Schedule.objects.create(task=f"number {number}", due_at="2026-01-01T00:00:00Z")

    def stumble(number: int) -> None:
        write(number)
        if number == 3:
            raise ValueError

    def linger(number: int) -> None:
        if number == 3:
            ask_for_solitude()
        write(number)

    made = {
        "write": task("tests.write", together=True)(write),
        "stumble": task("tests.stumble", together=True)(stumble),
        "linger": task("tests.linger", together=True)(linger),
        "single": task("tests.single")(lambda number: write(number)),
    }
    yield made
    for known in made.values():
        _tasks.pop(known.name)


def wanted(known, count: int) -> None:
    with transaction.atomic():
        queue.enqueue_many(known, [{"number": number} for number in range(count)])


@pytest.mark.postgres
def test_no_more_are_claimed_than_asked_for_however_it_is_planned(tasks):
    """A subselect that takes and passes over what is taken may not be run again for each row it is compared with."""
    wanted(tasks["write"], 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE work_job")  # from here on PostgreSQL believes that there is one
    Job.objects.all().delete()
    wanted(tasks["write"], 3 * MOST)
    assert len(claim_several("a")[0]) == MOST


def test_others_of_the_same_task_are_claimed_along(tasks):
    wanted(tasks["write"], MOST + 5)
    wanted(tasks["single"], 1)
    claimed, found = claim_several("a")
    assert (len(claimed), {job.task for job in claimed}, {job.attempts for job in claimed}) == (
        MOST,
        {"tests.write"},
        {1},
    )
    assert found is tasks["write"]
    assert [len(claim_several(name)[0]) for name in ("b", "c", "d")] == [5, 1, 0]


def test_a_task_that_did_not_ask_for_it_runs_by_itself(tasks):
    wanted(tasks["single"], 3)
    assert [len(claim_several("a")[0]) for _ in range(4)] == [1, 1, 1, 0]


def test_what_was_tried_before_is_tried_again_alone(tasks):
    wanted(tasks["write"], 2)
    Job.objects.update(attempts=1)
    assert [len(claim_several("a")[0]) for _ in range(3)] == [1, 1, 0]


def test_all_is_done_in_few_transactions(tasks):
    wanted(tasks["write"], 10)
    assert run_several("a", Leases())
    assert (len(kept()), Job.objects.count()) == (10, 0)
    assert not run_several("a", Leases())


def test_one_that_fails_takes_nobody_along(tasks):
    wanted(tasks["stumble"], 6)
    assert run_several("a", Leases())
    (left,) = Job.objects.all()
    assert (kept(), left.arguments, left.attempts) == ([f"number {n}" for n in range(6)], {"number": 3}, 1)


def test_one_with_much_to_do_does_it_by_itself(tasks):
    wanted(tasks["linger"], 6)
    assert run_several("a", Leases())
    assert (kept(), Job.objects.count()) == ([f"number {n}" for n in range(6)], 0)


def test_what_somebody_else_took_over_is_not_done_twice(tasks):
    """The first, because on a busy machine a transaction may have had its time before it comes to a second."""
    wanted(tasks["write"], 3)
    claimed, found = claim_several("a")
    Job.objects.filter(pk=claimed[0].pk).update(leased_by="b")
    assert run_together(claimed, found, Leases()) == claimed
    assert kept() == []


def test_workers_run_them_all(tasks):
    wanted(tasks["write"], 100)
    workers = Workers(2)
    workers.start()
    eventually(lambda: not Job.objects.exists())
    assert workers.stop(60)
    assert len(kept()) == 100
