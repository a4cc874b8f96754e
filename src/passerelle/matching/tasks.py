"""Work of matching that comes back."""

from __future__ import annotations

from datetime import time

from passerelle.lib.clock import now
from passerelle.matching.models import Ask, Week
from passerelle.matching.weeks import QUARTER, this_week
from passerelle.work.schedules import daily
from passerelle.work.tasks import task


@daily(time(3, 40))
@task("matching.forget")
def forget() -> None:
    """Who was asked what, and how often somebody was asked, is of no use after three months."""
    Week.objects.filter(monday__lte=this_week() - QUARTER).delete()
    Ask.objects.filter(at__lt=now() - QUARTER).delete()
