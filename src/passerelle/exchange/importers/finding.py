"""What was brought in can be found: promised in the transaction that writes it, done by the importer itself right after.

The job is there for an importer that is killed in between; else nobody else gets to run it, so the pages people are using
do not share a process with an hour of indexing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from passerelle.exchange.tasks import make_findable
from passerelle.lib.clock import now
from passerelle.work.models import Job
from passerelle.work.queue import enqueue, finish

GRACE = timedelta(minutes=10)


def promise_to_find(
    *,
    people: Iterable[int] = (),
    communities: Iterable[int] = (),
    contributions: Iterable[int] = (),
    replies: Iterable[int] = (),
) -> Job:
    """Queue the indexing of these rows; call in the transaction that writes them. Contributions bring their replies along."""
    return enqueue(
        make_findable,
        run_at=now() + GRACE,
        people=list(people),
        communities=list(communities),
        contributions=list(contributions),
        replies=list(replies),
    )


def keep_promise(job: Job) -> None:
    """Do it now; call after that transaction."""
    make_findable(**job.arguments)
    finish(job)
