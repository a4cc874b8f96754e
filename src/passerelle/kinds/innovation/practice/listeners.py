"""What follows for a practice: it says itself what it comes from."""

from __future__ import annotations

from contextlib import suppress

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import person_actor
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.trail.actions import link
from passerelle.trail.models import Relation
from passerelle.work.tasks import task


@listen("contribution.published")
@task("practice.trace", together=True)
def trace(*, entry_id: int) -> None:
    """Said by whoever brought it, as they may by now; what is gone or would lead round is not said."""
    entry = Entry.objects.get(pk=entry_id)
    made = Practice.objects.filter(pk=entry.contribution_id or 0).exclude(origin=None)
    for details in made.select_related("contribution__author", "origin"):
        head, origin = details.contribution, details.origin
        if head.author is not None and isinstance(origin, Contribution):
            with suppress(Refused):
                link(head, origin, Relation.DERIVED_FROM, by=person_actor(head.author))
