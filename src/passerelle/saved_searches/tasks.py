"""Once a day, early."""

from __future__ import annotations

from datetime import time

from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.saved_searches import looking
from passerelle.work.queue import enqueue
from passerelle.work.schedules import daily
from passerelle.work.tasks import task


@task("saved_searches.look")
def look(*, person_id: int) -> None:
    """Look for what is new under the searches of one person, if they are still here."""
    owner = Person.objects.present().filter(pk=person_id).first()
    if owner is not None:
        looking.look(owner)


@daily(time(5, 30))
@task("saved_searches.look_for_all")
def look_for_all() -> None:
    """A job for each person, so that one that fails is one."""
    for person in looking.due(now()):
        enqueue(look, key=f"saved_searches.look:{person}", person_id=person)
