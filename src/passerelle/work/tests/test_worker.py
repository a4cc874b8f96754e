"""Worker threads: everything runs, nothing twice, whatever single jobs do."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from cast.waiting import eventually
from passerelle.lib.clock import now
from passerelle.work import queue, worker
from passerelle.work.leases import RENEW_EVERY, Leases
from passerelle.work.models import Job
from passerelle.work.tasks import _tasks, task
from passerelle.work.worker import Workers

pytestmark = pytest.mark.django_db(transaction=True)
ran: list[int] = []
at_once: list[int] = []
long_enough = threading.Event()


@pytest.fixture(autouse=True)
def tasks():
    """A good task, a long one and two bad ones."""
    ran.clear()
    long_enough.clear()

    def wait() -> None:
        long_enough.wait(60)
        ran.append(0)

    def fail() -> None:
        transaction.set_autocommit(False)  # and leave a mess
        raise ValueError

    def leave() -> None:
        raise SystemExit

    def mail(number: int) -> None:
        at_once.append(number)
        time.sleep(0.01)
        ran.append(len(at_once))
        at_once.remove(number)

    made = {
        "mail": task("tests.mail", in_turn=True)(mail),
        "good": task("tests.good")(lambda number: ran.append(number)),
        "long": task("tests.long", time_limit=timedelta(seconds=60))(wait),
        "fail": task("tests.fail", max_attempts=1)(fail),
        "leave": task("tests.leave", max_attempts=1)(leave),
    }
    yield made
    for known in made.values():
        _tasks.pop(known.name)


@pytest.fixture
def workers():
    """Two threads, stopped at the end."""
    made = Workers(2)
    made.start()
    yield made
    assert made.stop(60)


def test_every_job_runs_once(tasks, workers):
    with transaction.atomic():
        assert queue.enqueue_many(tasks["good"], [{"number": number} for number in range(60)]) == 60
    eventually(lambda: Job.objects.count() == 0)
    assert sorted(ran) == list(range(60))


def test_what_takes_turns_never_runs_twice_at_once(tasks, workers):
    with transaction.atomic():
        queue.enqueue_many(tasks["mail"], [{"number": number} for number in range(20)])
    eventually(lambda: Job.objects.count() == 0)
    assert ran == [1] * 20, "a process that dies has one of them in doubt"


def test_a_commit_wakes_the_workers(tasks, monkeypatch):
    """They would look again in an hour; the bell is what they hear."""
    monkeypatch.setattr(worker, "POLL", 3600.0)
    workers = Workers(2)
    workers.start()
    time.sleep(0.2)
    with transaction.atomic():
        queue.enqueue(tasks["good"], number=1)
        time.sleep(0.2)
        assert ran == []
    eventually(lambda: ran == [1])
    assert workers.stop(60)


def test_a_rolled_back_job_never_was(tasks, workers):
    with transaction.atomic():
        queue.enqueue(tasks["good"], number=1)
        transaction.set_rollback(True)
    queue.enqueue(tasks["good"], number=2)
    eventually(lambda: ran == [2])


def test_bad_jobs_do_not_stop_the_others(tasks, workers):
    for name in ("fail", "leave", "fail", "leave"):
        queue.enqueue(tasks[name])
    queue.enqueue(tasks["good"], number=1)
    eventually(lambda: ran == [1] and Job.objects.dead().count() == 4)


def test_stopping_lets_a_job_finish(tasks):
    workers = Workers(1)
    workers.start()
    queue.enqueue(tasks["long"])
    eventually(lambda: Job.objects.running().count() == 1)
    threading.Timer(0.3, long_enough.set).start()
    assert workers.stop(60)
    assert (ran, Job.objects.count()) == ([0], 0)


def test_stopping_does_not_wait_for_ever(tasks):
    workers = Workers(1)
    workers.start()
    queue.enqueue(tasks["long"])
    eventually(lambda: Job.objects.running().count() == 1)
    assert not workers.stop(0.2)
    long_enough.set()
    assert workers.stop(60)


def test_a_long_job_keeps_its_lease_up_to_its_limit(tasks):
    queue.enqueue(tasks["long"])
    job, leases, start = queue.claim("a"), Leases(), time.monotonic()
    Job.objects.update(lease_until=now() + timedelta(seconds=1))
    with leases.held(job, timedelta(seconds=60)):
        assert [leases.renew(start + moment) for moment in (1, RENEW_EVERY + 1, RENEW_EVERY + 2)] == [0, 1, 0]
        assert Job.objects.get().lease_until > now() + timedelta(seconds=50)
        assert leases.renew(start + 61) == 0
    assert leases.renew(start + 40) == 0


def test_a_database_that_does_not_answer_is_waited_for(tasks, workers, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(queue, "claim", lambda worker: connection.cursor().execute("SELECT nothing FROM nowhere"))
        time.sleep(1.2)
    queue.enqueue(tasks["good"], number=1)
    eventually(lambda: ran == [1])


def test_a_key_that_is_enqueued_again_is_not_run_before_its_commit(tasks):
    """What the second caller is about to write must be seen by the job both of them want."""
    queue.enqueue(tasks["good"], key="k", number=1)
    claimed: list[Job | None] = []

    def claim() -> None:
        claimed.append(queue.claim("b"))
        connections.close_all()

    with transaction.atomic():
        queue.enqueue(tasks["good"], key="k", number=2)
        thread = threading.Thread(target=claim)
        thread.start()
        thread.join(0.3)
    thread.join()
    [job] = [*filter(None, claimed), *filter(None, [queue.claim("c")])]
    assert job.arguments == {"number": 2}
