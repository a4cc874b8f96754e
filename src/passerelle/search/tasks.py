"""What a migration or an administrator leaves for later."""

from __future__ import annotations

from datetime import timedelta

from passerelle.search import rebuilding
from passerelle.work.tasks import task


@task("search.rebuild", time_limit=timedelta(hours=12))
def rebuild() -> None:
    """Make the whole index anew."""
    rebuilding.rebuild()
