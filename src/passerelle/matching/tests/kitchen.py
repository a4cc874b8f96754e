"""A kitchen with a question about ovens, and people who know them."""

from __future__ import annotations

from dataclasses import dataclass, fields

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution
from passerelle.kinds.talk.question import actions as questions
from passerelle.matching import actions
from passerelle.people.models import Person
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import Topic


@dataclass(frozen=True, slots=True)
class Kitchen:
    """Mia answered an earlier question of Sam's on ovens, and agreed to be suggested; Ada asks a new one."""

    topic: Topic
    earlier: Contribution
    asked: Contribution


def cook(cast: Cast, places: Places) -> Kitchen:
    """Live it."""
    topic = find_or_create(["Ovens"], "en")[0]
    earlier = bring("Which oven?", places.open, cast.sam, "question", topics=[topic])
    answer = contributions.reply(earlier, text="The blue one.", by=as_actor(cast.mia))
    questions.accept(answer, by=as_actor(cast.sam))
    agree(cast.mia, topic)
    asked = bring("Why does it smoke?", places.open, cast.ada, "question", topics=[topic])
    return Kitchen(topic, earlier, asked)


def agree(person: Person, *topics: Topic) -> None:
    """Be suggested on these."""
    for topic in topics:
        actions.be_suggested(person, topic, by=as_actor(person))


def everybody(cast: Cast) -> list[Person]:
    """The ten people."""
    return [getattr(cast, each.name) for each in fields(cast)]
