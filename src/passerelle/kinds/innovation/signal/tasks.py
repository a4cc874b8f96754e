"""Work of signals that comes back."""

from __future__ import annotations

from datetime import timedelta

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import system_actor
from passerelle.kinds.innovation.signal import actions
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.lib.clock import now
from passerelle.work.schedules import every
from passerelle.work.tasks import task

MOST = 200


@every(timedelta(hours=1))
@task("signal.remind")
def remind() -> None:
    """What nobody heard in time goes to the community managers as well."""
    late = Signal.objects.filter(heard_at=None, escalated_at=None, promised_for__lt=now())
    found = Contribution.objects.unscoped("signals nobody heard").filter(
        pk__in=late.values("contribution_id"), standing=Standing.PUBLISHED, home__archived_at=None
    )
    for contribution in found.order_by("pk")[:MOST]:
        actions.escalate(contribution, by=system_actor())
