"""Short jobs of one task, run together: one transaction for what twenty of them do, instead of three for each.

On a disk that takes some milliseconds to promise something, the promises cost more than the work. Only tasks that do nothing but write
to the database say ``together=True``; what they did and that they did it is then one transaction, and happens once.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack

from django.db import transaction

from passerelle.work import queue
from passerelle.work.leases import Leases
from passerelle.work.models import Job
from passerelle.work.tasks import TaskFunction, find_task, together

MOST = 20
LONGEST = 0.02  # seconds in one transaction: meanwhile nobody else writes on SQLite


class Overtaken(Exception):
    """Somebody else has one of these jobs by now."""


def claim_several(worker: str) -> tuple[list[Job], TaskFunction | None]:
    """The next job and, when its task allows, others of its kind that have not been tried yet; with the task."""
    with transaction.atomic():
        job = queue.claim(worker)
        if job is None:
            return [], None
        task = find_task(job.task)
        others = queue.claim_like(job, MOST - 1) if task is not None and task.together and job.attempts == 1 else []
        return [job, *others], task


def run_together(jobs: Sequence[Job], task: TaskFunction, leases: Leases) -> list[Job]:
    """Run these jobs in few transactions; returns those that must be run by themselves, because one of their company failed."""
    waiting = list(jobs)
    with ExitStack() as held:
        for job in jobs:
            held.enter_context(leases.held(job, task.time_limit))
        while waiting:
            company: list[Job] = []
            try:
                with transaction.atomic(), together():
                    end = time.monotonic() + LONGEST
                    while waiting and (not company or time.monotonic() < end):
                        company.append(waiting.pop(0))
                        task(**company[-1].arguments)
                    if queue.finish_all(company) != len(company):
                        raise Overtaken
            except (Exception, SystemExit):  # any task may fail in any way: each then answers for itself
                return company + waiting
    return []
