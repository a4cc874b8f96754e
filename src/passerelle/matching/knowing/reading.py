"""Who knows about a word or a topic: five people at most who agreed to be asked about it, each with what speaks for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from passerelle.contributions.kinds import all_kinds
from passerelle.journal.actor import Actor
from passerelle.lib.text import one_line
from passerelle.matching.reading.naming import named_topics
from passerelle.matching.reading.subject import Subject, what_resembles
from passerelle.matching.reading.suggesting import Suggestion, able_among, listed
from passerelle.matching.reading.willing import free
from passerelle.people.models import PersonTopic
from passerelle.topics.finding import live_topics
from passerelle.topics.models import Topic

LONGEST = 200  # letters of what is asked


@dataclass(frozen=True, slots=True)
class Knower:
    """Somebody who may be asked, on what of it they agreed to be, and where one writes the question."""

    suggestion: Suggestion
    topics: Sequence[Topic]
    ask_url: str


@dataclass(frozen=True, slots=True)
class Known:
    """What was asked, who is shown for it, and on what of it the reader is shown to others."""

    words: str
    topic: Topic | None
    people: Sequence[Knower]
    mine: Sequence[Topic]

    @property
    def subject(self) -> str:
        """What was asked, as a heading says it."""
        return str(self.topic) if self.topic else self.words


def who_knows(actor: Actor, words: str, topic: str = "") -> Known:
    """Those who agreed on what the words name, else on what resembles them; of a topic, on that. A fixed number of queries at most."""
    text = one_line(words, LONGEST)
    wanted = live_topics().filter(pid=topic).first() if topic else None
    if not text and wanted is None:
        return Known("", None, (), ())
    named = [wanted] if wanted else named_topics(text)
    subject = Subject(frozenset(one.pk for one in named)) if named else what_resembles(actor, text)
    found = listed(actor, able_among(actor, subject, partial(free, actor)))
    mine = set(_mine(actor, subject.agreeable()))
    topics = _named(mine.union(*(one.topics for one in found)))
    people = [_knower(one, [topics[pk] for pk in topics if pk in one.topics], text) for one in found]
    seen = wanted if wanted and (people or mine) else None
    return Known(text or str(seen or ""), seen, people, [topics[pk] for pk in topics if pk in mine])


def topics_known(actor: Actor) -> list[Topic]:
    """On what somebody the actor may ask agreed to be asked, by name; and what they agreed on themselves."""
    agreed = PersonTopic.objects.filter(Q(person__in=free(actor)) | Q(person_id=actor.own_id), discoverable=True)
    return _sorted(live_topics().filter(pk__in=agreed.values("topic_id")))


def _mine(actor: Actor, topics: Collection[int]) -> Collection[int]:
    agreed = PersonTopic.objects.filter(person_id=actor.own_id, topic_id__in=topics, discoverable=True)
    return agreed.values_list("topic_id", flat=True)


def _named(ids: Collection[int]) -> dict[int, Topic]:
    return {topic.pk: topic for topic in _sorted(live_topics().filter(pk__in=ids))} if ids else {}


def _sorted(topics: Collection[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda topic: str(topic).casefold())


def _knower(one: Suggestion, topics: Sequence[Topic], words: str) -> Knower:
    seeking = next((kind for kind in all_kinds() if kind.seeking), None)
    asked = {"title": words, "topics": ", ".join(map(str, topics)), "ask": one.person.pid}
    address = reverse("contribute") if seeking else ""
    query = (
        urlencode({"kind": seeking.slug, **{name: value for name, value in asked.items() if value}}) if seeking else ""
    )
    return Knower(one, topics, f"{address}?{query}" if seeking else "")
