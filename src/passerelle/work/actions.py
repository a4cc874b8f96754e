"""What an administrator does with a job that was set aside."""

from __future__ import annotations

from django.db import transaction

from passerelle.lib.clock import now
from passerelle.work.bell import bell
from passerelle.work.models import Job


@transaction.atomic
def retry_job(job: Job) -> None:
    """Give a job that was set aside a new series of attempts, starting now; raises Job.DoesNotExist if it is not set aside."""
    if not Job.objects.dead().filter(pk=job.pk).update(attempts=0, dead_at=None, run_at=now(), last_error=""):
        raise Job.DoesNotExist
    transaction.on_commit(bell.ring)


@transaction.atomic
def discard_job(job: Job) -> None:
    """Delete a job that was set aside: what it was to do stays undone; raises Job.DoesNotExist if it is not set aside."""
    if not Job.objects.dead().filter(pk=job.pk).delete()[0]:
        raise Job.DoesNotExist


@transaction.atomic
def retry_all() -> int:
    """The same for every job that was set aside; returns how many."""
    count = Job.objects.dead().update(attempts=0, dead_at=None, run_at=now(), last_error="")
    transaction.on_commit(bell.ring)
    return count


@transaction.atomic
def discard_all() -> int:
    """Delete every job that was set aside; returns how many."""
    return Job.objects.dead().delete()[0]
