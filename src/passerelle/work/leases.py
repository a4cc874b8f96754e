"""Keeps the leases of the jobs that are running in this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from passerelle.work import queue
from passerelle.work.models import Job

RENEW_EVERY = queue.LEASE.total_seconds() / 4


class Leases:
    """The running jobs, each with the moments of its next renewal and of its last one."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._mutex = threading.Lock()
        self._held: dict[int, tuple[Job, float, float]] = {}

    @contextmanager
    def held(self, job: Job, time_limit: timedelta) -> Iterator[None]:
        """Renew the job's lease while the block runs, up to the time limit."""
        started = time.monotonic()
        with self._mutex:
            self._held[job.pk] = (job, started + RENEW_EVERY, started + time_limit.total_seconds())
        try:
            yield
        finally:
            with self._mutex:
                self._held.pop(job.pk, None)

    def renew(self, moment: float | None = None) -> int:
        """Renew the leases that are due for it; returns how many. Called again and again by one thread."""
        moment = time.monotonic() if moment is None else moment
        with self._mutex:
            due = [(job, end) for job, renewal, end in self._held.values() if renewal <= moment < end]
        for job, end in due:
            queue.renew(job)
            with self._mutex:
                if job.pk in self._held:
                    self._held[job.pk] = (job, moment + RENEW_EVERY, end)
        return len(due)
