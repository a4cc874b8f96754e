"""Verbs on jobs that were set aside; the queue stands below the journal, so their entries are written here."""

from __future__ import annotations

from django.db import transaction

from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.people.models import Organisation
from passerelle.people.rules import may_administer
from passerelle.work import actions as queue
from passerelle.work.models import Job


@transaction.atomic
def retry_job(job: Job, *, by: Actor) -> None:
    """Let a job that was set aside run again; raises Job.DoesNotExist when somebody was quicker."""
    may_administer(by).require()
    queue.retry_job(job)
    record(by, "job.retried", job, task=job.task)


@transaction.atomic
def discard_job(job: Job, *, by: Actor) -> None:
    """Give a job up: what it was to do stays undone. Raises Job.DoesNotExist when somebody was quicker."""
    may_administer(by).require()
    queue.discard_job(job)
    record(by, "job.discarded", job, task=job.task)


@transaction.atomic
def retry_all_jobs(home: Organisation, *, by: Actor) -> int:
    """Let every job that was set aside run again; returns how many."""
    may_administer(by).require()
    count = queue.retry_all()
    if count:
        record(by, "job.all_retried", home, count=count)
    return count


@transaction.atomic
def discard_all_jobs(home: Organisation, *, by: Actor) -> int:
    """Give every job up that was set aside; returns how many."""
    may_administer(by).require()
    count = queue.discard_all()
    if count:
        record(by, "job.all_discarded", home, count=count)
    return count
