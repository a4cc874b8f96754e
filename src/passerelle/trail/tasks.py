"""Work of the trail that comes back."""

from __future__ import annotations

from datetime import timedelta

from passerelle.journal.actor import system_actor
from passerelle.trail import actions
from passerelle.trail.holding import to_look_at
from passerelle.work.schedules import every
from passerelle.work.tasks import task

MOST = 100


@every(timedelta(hours=1))
@task("trail.look_again")
def look_again() -> None:
    """Decisions whose day to look again has come."""
    for decision in to_look_at().order_by("review_on", "pk")[:MOST]:
        actions.look_again(decision, by=system_actor())
