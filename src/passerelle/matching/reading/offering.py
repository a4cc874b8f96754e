"""Who offered help on a topic: everybody who agreed to be suggested for it and may be asked now, by name, a few of them."""

from __future__ import annotations

from passerelle.journal.actor import Actor
from passerelle.matching.reading.evidence import said
from passerelle.matching.reading.subject import Subject
from passerelle.matching.reading.suggesting import Able, Suggestion, listed
from passerelle.matching.reading.willing import open_to_asking, with_room
from passerelle.people.models import PersonTopic


def offering(actor: Actor, topic: int) -> list[Suggestion]:
    """Whom the actor may meet; what speaks for them is what the actor may read. A fixed number of queries, two where nobody agreed."""
    there = with_room(open_to_asking(actor).exclude(pk=actor.own_id), [topic])
    if not there:
        return []
    told = said(actor, Subject(frozenset({topic})), {one.person.pk: one.topics for one in there})
    return listed(actor, [Able(one, told[one.person.pk], says_so=True) for one in there])


def standing(actor: Actor, topic: int) -> bool:
    """Whether the reader agreed for the topic. One query."""
    return PersonTopic.objects.filter(person_id=actor.own_id, topic_id=topic, discoverable=True).exists()
