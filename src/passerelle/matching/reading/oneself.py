"""What speaks for oneself, to be looked at and switched off: shown to that person alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from passerelle.contributions.evidence import proofs
from passerelle.contributions.reading.topics import known
from passerelle.journal.actor import Actor
from passerelle.matching.models import Unwanted
from passerelle.matching.reading.evidence import Evidence, said, shown
from passerelle.matching.reading.subject import Subject, in_the_open, topics_of
from passerelle.people.models import PersonTopic
from passerelle.science.expertise import Form
from passerelle.topics.models import Topic


@dataclass(frozen=True, slots=True)
class Mine:
    """A topic and what colleagues would see beside one's name."""

    topic: Topic
    why: list[Evidence]


@dataclass(frozen=True, slots=True)
class Oneself:
    """Topics one is suggested on, topics one could be, and those of which one said: not me."""

    agreed: list[Mine]
    possible: list[Mine]
    unwanted: list[Topic]


MOST = 10


def oneself(actor: Actor) -> Oneself:
    """Everything there is about the reader. As many queries for many topics as for one."""
    told = dict(PersonTopic.objects.filter(person_id=actor.own_id).values_list("topic_id", "discoverable"))
    unwanted = set(Unwanted.objects.filter(person_id=actor.own_id).values_list("topic_id", flat=True))
    agreed = {topic for topic, discoverable in told.items() if discoverable}
    possible = (set(told) | _answered(actor)) - agreed - unwanted
    topics = {topic.pk: topic for topic in _topics(agreed | possible | unwanted)}
    speaks = _why(actor, agreed | possible)
    return Oneself(
        [Mine(topics[pk], speaks.get(pk, [])) for pk in topics if pk in agreed],
        [Mine(topics[pk], speaks[pk]) for pk in topics if pk in possible and speaks.get(pk)][:MOST],
        [topics[pk] for pk in topics if pk in unwanted and pk not in agreed],
    )


def decidable(actor: Actor) -> QuerySet[Topic]:
    """Topics the reader may say yes or no to: those they know of, and those they said no to."""
    unwanted = Unwanted.objects.filter(person_id=actor.own_id).values("topic_id")
    return Topic.objects.filter(Q(pk__in=known(actor).values("pk")) | Q(pk__in=unwanted), merged_into=None)


def _topics(ids: set[int]) -> list[Topic]:
    found = Topic.objects.filter(pk__in=ids, merged_into=None).prefetch_related("labels")
    return sorted(found, key=lambda topic: str(topic).casefold())


def _answered(actor: Actor) -> set[int]:
    """Topics of what the reader answered well."""
    good = {one.contribution for one in proofs(in_the_open(actor), [actor.own_id]) if one.form == Form.ACCEPTED}
    return {topic for topics in topics_of(sorted(good)).values() for topic in topics}


def _why(actor: Actor, topics: set[int]) -> dict[int, list[Evidence]]:
    """Topic → what speaks for the reader on it."""
    told = said(actor, Subject(frozenset(topics)), {actor.own_id: topics})[actor.own_id]
    about = topics_of(sorted({one.proof.contribution for one in told})) if told else {}
    return shown(actor, {pk: [one for one in told if pk in about[one.proof.contribution]] for pk in topics})
