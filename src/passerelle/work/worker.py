"""Threads that run jobs: claim, run, finish or fail; one bad job never stops the others."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import traceback
from collections import defaultdict
from collections.abc import Callable
from contextlib import nullcontext

from django.db import Error, close_old_connections, connection, connections

from passerelle.work import queue
from passerelle.work.bell import bell
from passerelle.work.leases import Leases
from passerelle.work.models import Job
from passerelle.work.schedules import enqueue_due
from passerelle.work.serving.threads import pages_first
from passerelle.work.tasks import TaskFunction, find_task
from passerelle.work.together import claim_several, run_together

log = logging.getLogger("passerelle.work")
POLL = 1.0  # seconds between looks when nobody rings
LONGEST_POLL = 30.0  # the same while the database does not answer
_turn = threading.Lock()


class Workers:
    """Some threads that run jobs, and one that renews leases and minds the schedules."""

    def __init__(self, threads: int) -> None:
        """Prepare; nothing runs yet."""
        self._stopping = threading.Event()
        self._leases = Leases()
        # When each ended its last job, and how long that took.
        self._last: dict[str, tuple[float, float]] = defaultdict(lambda: (time.monotonic(), 0.0))
        name = f"{socket.gethostname()[:30]}:{os.getpid()}"
        self._threads = [
            threading.Thread(
                target=self._repeat, args=[self._run, f"{name}:{number}", bell.wait], name=f"work-{number}", daemon=True
            )
            for number in range(threads)
        ]
        self._threads.append(
            threading.Thread(
                target=self._repeat, args=[self._mind, name, self._until_later], name="work-clock", daemon=True
            )
        )

    def start(self) -> None:
        """Begin."""
        bell.listen()
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 10) -> bool:
        """Let each finish what it is at; what does not finish in time is tried again elsewhere after its lease.

        Returns whether all finished.
        """
        self._stopping.set()
        bell.wake()
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _run(self, name: str) -> bool:
        pages_first(*self._last[name])
        began = time.monotonic()
        ran = run_several(name, self._leases)
        ended = time.monotonic()
        self._last[name] = ended, ended - began
        return ran

    def _mind(self, name: str) -> bool:
        self._leases.renew()
        enqueue_due()
        return False

    def _until_later(self, heard: int, seconds: float) -> None:
        """What is minded by the clock no bell makes due."""
        self._stopping.wait(seconds)

    def _repeat(self, step: Callable[[str], bool], name: str, wait: Callable[[int, float], None]) -> None:
        pause = POLL
        while not self._stopping.is_set():
            heard = bell.rings
            try:
                if step(name):
                    continue
                close_old_connections()
                pause = POLL
            except Error as error:
                log.warning("%s: the database did not answer: %s", name, type(error).__name__)
                connection.close()
                pause = min(2 * pause, LONGEST_POLL)
            if not self._stopping.is_set():
                wait(heard, pause)
        connections.close_all()


def run_several(worker: str, leases: Leases) -> bool:
    """Claim and run one job, or some that may be run together; False when none is due."""
    jobs, task = claim_several(worker)
    if task is not None and len(jobs) > 1:
        jobs = run_together(jobs, task, leases)
    for job in jobs:
        _answer_for(job, task, leases)
    return bool(jobs) or task is not None


def run_next(worker: str, leases: Leases | None = None) -> bool:
    """Claim and run one job; False when none is due. What the task raises is kept with the job, not raised."""
    job = queue.claim(worker)
    if job is None:
        return False
    _answer_for(job, find_task(job.task), leases or Leases())
    return True


def _answer_for(job: Job, task: TaskFunction | None, leases: Leases) -> None:
    if task is None:
        queue.set_aside(job, "no installed module knows this task")
    elif job.attempts > job.max_attempts:
        # Whoever ran it last never came back: it takes its process down.
        queue.set_aside(job, "its worker never came back")
    else:
        with leases.held(job, task.time_limit), _turn if task.in_turn else nullcontext():
            _run(job, task)


def run_all(worker: str = "here", limit: int = 10_000) -> int:
    """Run what is due until nothing is; returns how many jobs ran. For commands and tests."""
    count = 0
    while count < limit and run_next(worker):
        count += 1
    return count


def _run(job: Job, task: TaskFunction) -> None:
    try:
        task(**job.arguments)
    except (Exception, SystemExit) as error:  # a task may fail in any way; the others must go on
        where = _describe(error)
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.error("job %s (%s) failed, attempt %s: %s\n%s", job.pk, job.task, job.attempts, where, frames)
        if not connection.in_atomic_block:
            connection.close()  # whatever state the task left it in
        queue.fail(job, where)
    else:
        if not queue.finish(job):
            log.warning("job %s (%s) was taken over while it ran", job.pk, job.task)


def _describe(error: BaseException) -> str:
    """The type and the place; never the message, which may quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {frames[-1].name}, line {frames[-1].lineno}" if frames else type(error).__name__
