"""Threads that run jobs: claim, run, finish or fail; one bad job never stops the others."""

from __future__ import annotations

import logging
import os
import socket
import threading

from django.db import OperationalError, close_old_connections, connection

from passerelle.work import queue
from passerelle.work.models import Job
from passerelle.work.schedules import plant_due
from passerelle.work.tasks import find_task

log = logging.getLogger("passerelle.work")
POLL = 1.0  # seconds between looks when nobody wakes us
RENEW = queue.LEASE.total_seconds() / 3

_wake = threading.Event()


def wake() -> None:
    """Have the workers of this process look at once."""
    _wake.set()


class Workers:
    """Some threads, started and stopped together."""

    def __init__(self, threads: int) -> None:
        """Prepare; nothing runs yet."""
        self._stop = threading.Event()
        self._name = f"{socket.gethostname()[:30]}:{os.getpid()}"
        self._threads = [threading.Thread(target=self._run, args=(n,), name=f"work-{n}", daemon=True) for n in range(threads)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float = 10) -> None:
        """Let each finish what it is at; what does not finish is reclaimed after its lease."""
        self._stop.set()
        _wake.set()
        for thread in self._threads:
            thread.join(timeout)

    def _run(self, number: int) -> None:
        name = f"{self._name}:{number}"
        while not self._stop.is_set():
            try:
                close_old_connections()
                if number == 0:
                    plant_due()
                if run_next(name):
                    continue
            except OperationalError as error:
                log.warning("the database did not answer: %s", type(error).__name__)
            _wake.wait(POLL)
            _wake.clear()
        connection.close()


def run_next(worker: str) -> bool:
    """Claim and run one job; False when none is due. What the task raises is kept with the job, not raised."""
    job = queue.claim(worker)
    if job is None:
        return False
    task = find_task(job.task)
    if task is None:
        queue.bury(job, "no installed module knows this task")
        return True
    if job.attempts > job.max_attempts:
        # Whoever ran it last never came back: it takes its process down, so it is set aside.
        queue.bury(job, "its worker never came back")
        return True
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(job, done), daemon=True)
    keeper.start()
    try:
        task(**job.arguments)
    except Exception as error:  # a task may fail in any way; the others must go on
        log.exception("job %s (%s) failed, attempt %s", job.pk, job.task, job.attempts)
        queue.fail(job, type(error).__name__)
    else:
        queue.finish(job)
    finally:
        done.set()
    return True


def run_all(worker: str = "here", limit: int = 10_000) -> int:
    """Run what is due until nothing is; returns how many jobs ran. For commands and tests."""
    count = 0
    while count < limit and run_next(worker):
        count += 1
    return count


def _keep(job: Job, done: threading.Event) -> None:
    """Renew the lease of a long job while it runs."""
    while not done.wait(RENEW):
        queue.renew(job)
        connection.close()
