"""Work of ideas that comes back."""

from __future__ import annotations

from datetime import timedelta

from passerelle.journal.actor import system_actor
from passerelle.kinds.innovation.idea import actions
from passerelle.kinds.innovation.idea.silence import silent
from passerelle.work.schedules import every
from passerelle.work.tasks import task

MOST = 100


@every(timedelta(hours=1))
@task("idea.remind")
def remind() -> None:
    """What nobody has answered in time goes to whoever decides, then to the community managers."""
    for contribution in silent(MOST):
        actions.escalate(contribution, by=system_actor())
