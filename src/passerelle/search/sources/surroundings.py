"""What stands around a text and decides who finds it and under what: places, people involved, topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from passerelle.contributions.models import Contribution, Involvement, Placement, Reach
from passerelle.lib.prepared import prepared
from passerelle.search.labels import community_tokens, mark
from passerelle.topics.models import TopicLabel

Place = tuple[int, str, bool]
"""A community: id, visibility, whether partners may be members."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Of some contributions; each text and file of one shares them."""

    places: Mapping[int, list[Place]]
    involved: Mapping[int, set[str]]
    topics: Mapping[int, dict[int, str]]

    def tokens(self, head: int, home: int, reach: str, *, is_body: bool) -> set[str]:
        """Who may find a text, or what hangs on it."""
        if reach == Reach.INVOLVED:
            return self.involved[head]
        return _open_to(self.places[head], home, is_body=is_body)

    def marks(self, head: int) -> set[str]:
        """Where it is and what it is about."""
        about = {mark("topic", topic) for topic in self.topics[head]}
        return about | {mark("in", community) for community, _, _ in self.places[head]}


def surroundings(authors: Mapping[int, int | None]) -> Surroundings:
    """Read for these contributions, each with its author."""
    return Surroundings(_places(authors), _involved(authors), _topics(authors))


def _open_to(places: Iterable[Place], home: int, *, is_body: bool) -> set[str]:
    """Who may open it; only the card travels, so replies are for those who read the home."""
    return {
        token
        for community, visibility, to_partners in places
        if is_body or community == home
        for token in community_tokens(community, visibility, to_partners=to_partners)
    }


def _places(heads: Collection[int]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    for head, *place in _placed(heads):
        found[head].append(tuple(place))
    return found


@prepared
def _placed(heads: Collection[int]) -> QuerySet[Placement, tuple[Any, ...]]:
    columns = ("contribution_id", "community_id", "community__visibility", "community__open_to_partners")
    return Placement.objects.filter(contribution_id__in=heads).values_list(*columns)


def _involved(authors: Mapping[int, int | None]) -> dict[int, set[str]]:
    """Of those that are for the involved alone: these, and the author."""
    found = defaultdict(set, {head: {f"i{author}"} for head, author in authors.items() if author is not None})
    for head, person in _running(list(authors)):
        found[head].add(f"i{person}")
    return found


@prepared
def _running(heads: Collection[int]) -> QuerySet[Involvement, tuple[int, int]]:
    running = Involvement.objects.filter(contribution_id__in=heads, ended_at=None)
    return running.values_list("contribution_id", "person_id")


def _topics(heads: Collection[int]) -> dict[int, dict[int, str]]:
    """Topic id → its names in all languages and its synonyms, so that a word of any of them finds what it is about."""
    pairs = _about(heads)
    names: dict[int, list[str]] = defaultdict(list)
    for topic, name in _labels({topic for _, topic in pairs}) if pairs else ():
        names[topic].append(name)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for head, topic in pairs:
        found[head][topic] = " ".join(names[topic])
    return found


@prepared
def _about(heads: Collection[int]) -> QuerySet[Any, tuple[int, int]]:
    links = Contribution.topics.through._default_manager.filter(contribution_id__in=heads)
    return links.values_list("contribution_id", "topic_id")


@prepared
def _labels(topics: Collection[int]) -> QuerySet[TopicLabel, tuple[int, str]]:
    return TopicLabel.objects.filter(topic_id__in=topics).values_list("topic_id", "name")
