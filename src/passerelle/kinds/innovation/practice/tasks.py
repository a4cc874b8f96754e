"""Work of practices that comes back."""

from __future__ import annotations

from datetime import timedelta

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import system_actor
from passerelle.kinds.innovation.practice import actions
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.lib.clock import now
from passerelle.work.schedules import every
from passerelle.work.tasks import task

MOST = 200


@every(timedelta(hours=6))
@task("practice.review")
def review() -> None:
    """Those whose day of review has come."""
    due = Practice.objects.filter(review_on__lte=now().date(), contribution__state="current").values("pk")
    found = Contribution.objects.unscoped("practices to look at again").filter(
        pk__in=due, standing=Standing.PUBLISHED, home__archived_at=None
    )
    for contribution in found.order_by("pk")[:MOST]:
        actions.call_for_review(contribution, by=system_actor())
