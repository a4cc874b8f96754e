"""What the queue does for itself, every day."""

from __future__ import annotations

from datetime import timedelta

from passerelle.lib.clock import now
from passerelle.lib.statistics import refresh_statistics
from passerelle.work.models import Receipt
from passerelle.work.schedules import every
from passerelle.work.tasks import task

RECEIPTS_KEPT = timedelta(days=7)


@every(timedelta(hours=6))
@task("work.forget_receipts")
def forget_receipts() -> None:
    """Delete the answers nobody will ask for again."""
    Receipt.objects.filter(created_at__lt=now() - RECEIPTS_KEPT).delete()


@every(timedelta(hours=12))
@task("work.look_at_tables")
def look_at_tables() -> None:
    """Let the database notice what grew."""
    refresh_statistics(everywhere=False)
