"""The day on which a decision is to be looked at again."""

from __future__ import annotations

from django.db import transaction

from passerelle.communities.reading import active_stewards, readable_ids
from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.actor import Actor, person_actor
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.trail.holding import PURPOSE, to_look_at
from passerelle.trail.models import Decision


@transaction.atomic
def look_again(decision: Decision, *, by: Actor) -> None:
    """Its day came: it waits for whoever decided, else for the community managers, until something is decided anew. Idempotent."""
    head = Contribution.objects.locked(decision.contribution_id)
    if not to_look_at().filter(pk=decision.pk).exists():
        return
    people = _who(head, decision.decider_id)
    waiting: list[int | None] = [*people] or [None]  # where nobody is left, that the day came is kept as well
    for person in waiting:
        Deadline.objects.create(contribution=head, person_id=person, purpose=f"{PURPOSE}{decision.pk}", due_at=now())
    record(by, "decision.due", decision, contribution_id=head.pk, community_id=head.home_id, people=people)


def _who(head: Contribution, decider: int | None) -> list[int]:
    """Whoever decided, if they can still sign in and read the conversation; else those who manage it."""
    person = Person.objects.present().filter(pk=decider or 0).first()
    if person is not None and head.home_id in readable_ids(person_actor(person)):
        return [person.pk]
    return sorted(active_stewards().filter(community_id=head.home_id).values_list("person_id", flat=True))
