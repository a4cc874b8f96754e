"""What an administrator does with a job that was set aside."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.lib.clock import now
from passerelle.work.models import Job


@transaction.atomic
def retry_job(job: Job) -> Job:
    """Give a job that was set aside a new series of attempts."""
    locked = Job.objects.select_for_update().get(pk=job.pk)
    locked.attempts, locked.dead_at, locked.run_at, locked.lease_until = 0, None, now(), None
    locked.save(update_fields=["attempts", "dead_at", "run_at", "lease_until"])
    return locked


@transaction.atomic
def discard_job(job: Job) -> None:
    """Give a job up; raises ValueError while it is not set aside."""
    if not Job.objects.filter(pk=job.pk, dead_at__isnull=False).delete()[0]:
        raise ValueError(_("Only jobs that were set aside can be discarded."))
