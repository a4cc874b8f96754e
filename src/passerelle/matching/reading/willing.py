"""Who may be asked: people who agreed for the topic, may answer there, are not away from asking and have room this week."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from passerelle.contributions.models import Contribution, Post
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.matching.models import USUAL, Ask, Availability
from passerelle.matching.weeks import Asked, asked
from passerelle.notifications.readers import readers
from passerelle.people.models import Person, PersonTopic


@dataclass(frozen=True, slots=True)
class Willing:
    """Somebody who may be asked now: for which topics, how often they wish to be, how often they were."""

    person: Person
    topics: frozenset[int]
    cap: int
    asked: Asked


def agreed(topics: Collection[int], people: QuerySet[Person]) -> dict[int, frozenset[int]]:
    """Person → the topics among these for which they agreed to be suggested. One query."""
    found: dict[int, set[int]] = {}
    rows = PersonTopic.objects.filter(topic_id__in=topics, discoverable=True, person__in=people)
    for person, topic in rows.order_by("pk").values_list("person_id", "topic_id"):
        found.setdefault(person, set()).add(topic)
    return {person: frozenset(some) for person, some in found.items()}


def with_room(people: QuerySet[Person], topics: Collection[int]) -> list[Willing]:
    """Those of these people who agreed for one of the topics and were asked less this week than they wish to be, by name."""
    topics_by_person = agreed(topics, people)
    if not topics_by_person:
        return []
    weeks = asked(topics_by_person)
    caps = _caps(topics_by_person)
    rows = Person.objects.filter(pk__in=topics_by_person).select_related("unit", "site").order_by("sort_name", "pk")
    return [
        Willing(person, topics_by_person[person.pk], cap, weeks.get(person.pk, Asked()))
        for person in rows
        if (cap := caps.get(person.pk, USUAL)) > weeks.get(person.pk, Asked()).now
    ]


def open_to_asking(actor: Actor) -> QuerySet[Person]:
    """Everybody the actor may meet who did not pause being asked."""
    paused = Availability.objects.filter(person_id=OuterRef("pk"), paused_until__gt=now().date())
    return Person.objects.visible_to(actor).present().filter(~Exists(paused), is_imported=False)


def free(actor: Actor) -> QuerySet[Person]:
    """All of these but whoever asks."""
    return open_to_asking(actor).exclude(pk=actor.own_id)


def free_for(actor: Actor, contribution: Contribution) -> QuerySet[Person]:
    """Of those whoever may answer, takes no part already and was not asked about this."""
    answer = readers(contribution, conversation=True).values("pk")
    spoke = Post.objects.filter(contribution_id=contribution.pk, author_id=OuterRef("pk"))
    were_asked = Ask.objects.filter(contribution_id=contribution.pk, person_id=OuterRef("pk"))
    found = free(actor).filter(pk__in=answer).exclude(pk=contribution.author_id or 0)
    return found.filter(~Exists(spoke), ~Exists(were_asked))


def _caps(people: Mapping[int, object]) -> dict[int, int]:
    return dict(Availability.objects.filter(person_id__in=people).values_list("person_id", "cap"))
