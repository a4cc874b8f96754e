"""What a migration or an administrator leaves for later."""

from __future__ import annotations

from datetime import timedelta

from passerelle.search import extracting, rebuilding
from passerelle.search.meaning.wanted import has_meanings
from passerelle.search.sought import keeping
from passerelle.work.queue import enqueue
from passerelle.work.schedules import every
from passerelle.work.tasks import task

READING = timedelta(minutes=2)
AT_ONCE = 500


@task("search.rebuild", time_limit=timedelta(hours=12))
def rebuild() -> None:
    """Make the whole index anew."""
    rebuilding.rebuild()


@task("search.read_file", time_limit=READING)
def read_file(*, attachment_id: int) -> None:
    """Read one file."""
    extracting.read_file(attachment_id)


@every(timedelta(minutes=10))
@task("search.read_unread")
def read_unread() -> None:
    """See to files that came without a verb: an import, a restored backup, an older release."""
    for pk in extracting.unread().order_by("-pk").values_list("pk", flat=True)[:AT_ONCE]:
        enqueue(read_file, key=f"search.read:{pk}", attachment_id=pk)


@every(timedelta(minutes=1))
@task("search.make_meanings", time_limit=timedelta(minutes=30))
def make_meanings() -> None:
    """Make the vectors of what was written since; of many, the newest first, and go on by another job."""
    if not has_meanings():
        return
    from passerelle.search.meaning import making  # noqa: PLC0415  numpy

    if making.make_missing() >= making.AT_ONCE:
        enqueue(make_meanings, key="search.make_meanings")


@every(timedelta(minutes=10))
@task("search.keep_sought")
def keep_sought() -> None:
    """Put down what many looked for."""
    keeping.keep()
