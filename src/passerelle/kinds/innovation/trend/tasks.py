"""Jobs of trends."""

from __future__ import annotations

from datetime import time, timedelta

from passerelle.kinds.innovation.trend import gathering
from passerelle.work.schedules import daily, every
from passerelle.work.tasks import task


@every(timedelta(hours=1))
@task("trend.propose")
def propose() -> None:
    """Ask people where signals belong."""
    gathering.propose()


@daily(time(3, 20))
@task("trend.rethink")
def rethink() -> None:
    """Look at all of them at once."""
    from passerelle.kinds.innovation.trend import rethinking  # noqa: PLC0415  numpy is loaded when this runs, not before

    rethinking.rethink()
