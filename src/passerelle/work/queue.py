"""The lease queue: enqueue in the verb's transaction, claim one row at a time, give it back or set it aside."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from passerelle.lib.clock import now
from passerelle.lib.inserting import insert, insert_or_renew
from passerelle.work.bell import bell
from passerelle.work.models import Job, Priority
from passerelle.work.tasks import TaskFunction

LEASE = timedelta(seconds=60)
FIRST_PAUSE = 15.0  # seconds; four times as long after every failure: 15 s, 1, 4 and 16 minutes
LONGEST_PAUSE = 6 * 3600.0
LONGEST_VALUE = 120


def enqueue(
    task: TaskFunction,
    *,
    key: str | None = None,
    run_at: datetime | None = None,
    priority: int = Priority.NORMAL,
    **arguments: Any,
) -> Job:
    """Insert a job in the caller's transaction; with a ``key`` that waits already, that job stands, with these arguments.

    The waiting row is written to, not only read: so no worker takes it before the caller has committed what it is to work on.
    Arguments are ids and closed values; raises ValueError for anything else, because texts have no place in a queue.
    """
    job = _job(task, key, run_at, priority, arguments)
    if key is None:
        insert(job)
    else:
        insert_or_renew(job, "key", "arguments")
    transaction.on_commit(bell.ring)
    return job


def enqueue_many(
    task: TaskFunction,
    arguments: Sequence[Mapping[str, Any]],
    *,
    run_at: Sequence[datetime] | None = None,
    priority: int = Priority.NORMAL,
) -> int:
    """Insert one job for each set of arguments, each at its moment of ``run_at``, or now; returns how many."""
    moments = run_at or [now()] * len(arguments)
    jobs = [_job(task, None, moment, priority, each) for each, moment in zip(arguments, moments, strict=True)]
    Job.objects.bulk_create(jobs, batch_size=500)
    transaction.on_commit(bell.ring)
    return len(jobs)


def claim(worker: str, moment: datetime | None = None) -> Job | None:
    """Lease the most urgent due job to a worker; the attempt is counted before anything runs.

    One statement on both databases; on PostgreSQL it passes over rows that somebody else is claiming. Each priority is looked up in
    the index by itself, so that a long list of jobs for tomorrow costs nothing today.
    """
    moment = moment or now()
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    next_of_priority = f"""(
        SELECT id FROM work_job
        WHERE dead_at IS NULL AND priority = %s AND run_at <= %s AND (lease_until IS NULL OR lease_until <= %s)
        ORDER BY run_at LIMIT 1 {skip}
    )"""  # noqa: S608  # the only inserted text is the constant above
    statement = f"""
        UPDATE work_job SET lease_until = %s, leased_by = %s, attempts = attempts + 1, key = NULL
        WHERE id = COALESCE({", ".join([next_of_priority] * len(Priority))})
        RETURNING *
    """  # noqa: S608  # see above
    adapt = connection.ops.adapt_datetimefield_value
    values: list[Any] = [adapt(moment + LEASE), worker]
    for priority in sorted(Priority, reverse=True):
        values += [priority, adapt(moment), adapt(moment)]
    with transaction.atomic():  # or SQLite would hold its lock until the row is read, which is after our turn to write
        return next(iter(list(Job.objects.raw(statement, values))), None)


def claim_like(job: Job, most: int, moment: datetime | None = None) -> list[Job]:
    """Lease further due jobs of the same task, first tries only, to the same worker; in the transaction that claimed ``job``."""
    moment = moment or now()
    adapt = connection.ops.adapt_datetimefield_value
    chosen = """
        SELECT id FROM work_job
        WHERE dead_at IS NULL AND priority = %s AND run_at <= %s AND lease_until IS NULL AND attempts = 0 AND task = %s
        ORDER BY run_at LIMIT %s"""
    # As an array it is worked out once. PostgreSQL may run what stands behind IN again for each row, and finds others each time.
    at_once = (
        f"= ANY(ARRAY({chosen} FOR UPDATE SKIP LOCKED))" if connection.vendor == "postgresql" else f"IN ({chosen})"
    )
    statement = f"""
        UPDATE work_job SET lease_until = %s, leased_by = %s, attempts = attempts + 1, key = NULL
        WHERE id {at_once}
        RETURNING *
    """  # noqa: S608  # the only inserted text are the constants above
    values = [adapt(moment + LEASE), job.leased_by, job.priority, adapt(moment), job.task, most]
    return sorted(Job.objects.raw(statement, values), key=lambda each: each.pk)


def renew(job: Job) -> bool:
    """Hold a lease for longer; False when somebody else has the job by now."""
    return bool(_mine(job).update(lease_until=now() + LEASE))


def finish(job: Job) -> bool:
    """The job is done: its row goes. False when the lease was lost on the way and somebody else has it."""
    return bool(_mine(job).delete()[0])


def finish_all(jobs: Sequence[Job]) -> int:
    """These jobs of one worker and one attempt are done: their rows go; returns how many were still theirs who ran them."""
    first = jobs[0]
    mine = Job.objects.filter(leased_by=first.leased_by, attempts=first.attempts)
    return mine.filter(pk__in=[job.pk for job in jobs]).delete()[0]


def fail(job: Job, error: str) -> None:
    """Try again later, each time after a longer pause; after the last attempt the job is set aside for a person."""
    if job.attempts >= job.max_attempts:
        set_aside(job, error)
        return
    pause = min(FIRST_PAUSE * 4 ** (job.attempts - 1), LONGEST_PAUSE) * random.uniform(0.8, 1.2)  # noqa: S311  # jitter, not a secret
    _mine(job).update(lease_until=None, leased_by="", run_at=now() + timedelta(seconds=pause), last_error=error[:300])


def set_aside(job: Job, error: str) -> None:
    """Stop trying; the administrator sees it and may retry or discard it."""
    _mine(job).update(lease_until=None, leased_by="", dead_at=now(), last_error=error[:300])


def _job(
    task: TaskFunction, key: str | None, run_at: datetime | None, priority: int, arguments: Mapping[str, Any]
) -> Job:
    unfit = [name for name, value in arguments.items() if not _is_closed(value)]
    if unfit:
        raise ValueError(f"{task.name}: {', '.join(unfit)} must be an id or a closed value, or a list of them")
    return Job(
        task=task.name,
        arguments=dict(arguments),
        key=key,
        run_at=run_at or now(),
        priority=Priority(priority),
        max_attempts=task.max_attempts,
    )


def _is_closed(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_closed(each) for each in value)
    return (
        value is None
        or isinstance(value, bool | int | float)
        or (isinstance(value, str) and len(value) <= LONGEST_VALUE)
    )


def _mine(job: Job) -> models.QuerySet[Job]:
    """The row while this attempt holds it: names of workers come back after a restart, numbers of attempts do not."""
    return Job.objects.filter(pk=job.pk, leased_by=job.leased_by, attempts=job.attempts)
