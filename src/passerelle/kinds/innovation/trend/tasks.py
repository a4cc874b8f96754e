"""Jobs of trends."""

from __future__ import annotations

from datetime import timedelta

from passerelle.kinds.innovation.trend import gathering
from passerelle.work.schedules import every
from passerelle.work.tasks import task


@every(timedelta(hours=1))
@task("trend.propose")
def propose() -> None:
    """Ask people where signals belong."""
    gathering.propose()
