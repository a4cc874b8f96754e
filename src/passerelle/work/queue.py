"""The lease queue: enqueue in the verb's transaction, claim one row at a time, give it back or bury it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models

from passerelle.lib.clock import now
from passerelle.work.models import Job
from passerelle.work.tasks import TaskFunction

LEASE = timedelta(seconds=60)
FIRST_PAUSE = 5.0  # seconds, doubled with every failure


def enqueue(
    task: TaskFunction, *, key: str | None = None, run_at: datetime | None = None, priority: int = 0, **arguments: Any
) -> Job:
    """Insert a job in the caller's transaction; with a ``key`` that is waiting already, that job stands.

    Arguments are ids and closed values only.
    """
    job = _job(task, key, run_at, priority, arguments)
    if key is None:
        job.save(force_insert=True)
        return job
    Job.objects.bulk_create([job], ignore_conflicts=True)
    return Job.objects.get(key=key)


def enqueue_many(task: TaskFunction, arguments: Iterable[Mapping[str, Any]], *, priority: int = 0) -> None:
    """Insert one job for each set of arguments."""
    Job.objects.bulk_create([_job(task, None, None, priority, each) for each in arguments], batch_size=500)


def _job(task: TaskFunction, key: str | None, run_at: datetime | None, priority: int, arguments: Mapping[str, Any]) -> Job:
    return Job(
        task=task.name,
        arguments=dict(arguments),
        key=key,
        run_at=run_at or now(),
        priority=priority,
        max_attempts=task.max_attempts,
    )


def claim(worker: str, moment: datetime | None = None) -> Job | None:
    """Lease the most urgent due job to a worker; the attempt is counted before anything runs.

    One statement on both databases: on PostgreSQL rows somebody else is claiming are skipped.
    """
    moment = moment or now()
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    statement = f"""
        UPDATE work_job SET lease_until = %s, leased_by = %s, attempts = attempts + 1
        WHERE id = (
            SELECT id FROM work_job
            WHERE dead_at IS NULL AND run_at <= %s AND (lease_until IS NULL OR lease_until < %s)
            ORDER BY priority DESC, run_at, id LIMIT 1 {skip}
        )
        RETURNING *
    """  # noqa: S608  # the only inserted text is the constant above
    adapt = connection.ops.adapt_datetimefield_value
    values = [adapt(moment + LEASE), worker, adapt(moment), adapt(moment)]
    rows = list(Job.objects.raw(statement, values))
    return rows[0] if rows else None


def renew(job: Job) -> bool:
    """Hold a lease for longer; False when somebody else has the job by now."""
    return bool(_mine(job).update(lease_until=now() + LEASE))


def finish(job: Job) -> None:
    """The job is done: its row goes."""
    _mine(job).delete()


def fail(job: Job, error: str) -> None:
    """Try again later, each time after a longer pause; after the last attempt the job is set aside for a person."""
    if job.attempts >= job.max_attempts:
        bury(job, error)
        return
    pause = FIRST_PAUSE * 2 ** (job.attempts - 1) * random.uniform(0.8, 1.2)  # noqa: S311  # jitter, not a secret
    _mine(job).update(lease_until=None, leased_by="", run_at=now() + timedelta(seconds=pause), last_error=error[:300])


def bury(job: Job, error: str) -> None:
    """Set a job aside; the administrator sees it and may retry or discard it."""
    _mine(job).update(lease_until=None, leased_by="", dead_at=now(), last_error=error[:300])


def _mine(job: Job) -> models.QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, leased_by=job.leased_by)
