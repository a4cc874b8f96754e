"""What community managers are shown of it: words, how often nothing was found, and topics that nothing covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from passerelle.communities.reading import managed_ids
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Contribution, Reach, Standing
from passerelle.contributions.reading.topics import known
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.lib.locales import language_name
from passerelle.people.models import Person, PersonTopic
from passerelle.science.expertise import Form
from passerelle.science.knowledge import DAYS, Coverage, Demand, Supply, coverage
from passerelle.search.models import SoughtWeek, SoughtWords
from passerelle.search.sought.counting import is_wanted, monday, same
from passerelle.search.stems import stem_all
from passerelle.search.words import fold, words
from passerelle.topics.models import Topic, TopicLabel

SHOWN = timedelta(weeks=4)
RATES = timedelta(weeks=12)
ENOUGH = 100  # searches; a share of fewer is chance
MOST = 30


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic many look for, and what there is."""

    topic: Topic
    demand: int
    supply: Supply


def may_read(actor: Actor) -> bool:
    """Community managers and administrators, where searches are counted."""
    return is_wanted() and actor.is_staff and (actor.is_administrator or bool(managed_ids(actor)))


def looked_for() -> list[dict[str, Any]]:
    """Words of the last four weeks, first what found nothing: in a week by how many people at most, and for how many. One query.

    With accents or without they are the same, and stand as they were spelled in the week of most people.
    """
    rows = SoughtWords.objects.filter(monday__gt=monday() - SHOWN).order_by("-people", "-monday", "pk")
    told: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        first = {"words": row.words, "language": language_name(row.language), "people": row.people, "vain": row.vain}
        known = told.setdefault((row.language, same(row.words)), first)
        known["vain"] = max(known["vain"], row.vain)
    return sorted(told.values(), key=lambda one: (not one["vain"], -one["people"], one["words"]))[:MOST]


def in_vain() -> list[tuple[date, str, int, int]]:
    """Of the weeks with enough searches: when, in which language, how many, and what share in percent found nothing. One query."""
    rows = SoughtWeek.objects.filter(monday__gt=monday() - RATES, searches__gte=ENOUGH).order_by("-monday", "language")
    return [
        (row.monday, language_name(row.language), row.searches, round(100 * row.vain / row.searches)) for row in rows
    ]


def gaps(actor: Actor) -> tuple[Coverage[int], list[Gap]]:
    """Topics the actor knows of, by how many people asked or looked for them, beside what there is. A fixed number of queries."""
    topics = {topic.pk: topic for topic in known(actor).filter(merged_into=None)}
    heads = Contribution.objects.visible_to(actor).filter(standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS)
    demand, supply = _demand(heads, topics), _supply(actor, heads, topics)
    found = coverage(demand, supply)
    lines = [Gap(topics[pk], demand[pk].whole, supply.get(pk, Supply())) for pk in found.gaps]
    return found, lines[:MOST]


def _demand(heads: QuerySet[Contribution], topics: Collection[int]) -> dict[int, Demand]:
    """Whoever asked counts once for a topic; whoever looked for it, once a week."""
    seeking = [kind.slug for kind in all_kinds() if kind.seeking]
    asked: dict[int, set[int]] = defaultdict(set)
    lately = heads.filter(kind_slug__in=seeking, created_at__gte=now() - timedelta(days=DAYS))
    for topic, author in lately.filter(topics__in=topics).values_list("topics", "author_id").order_by():
        if author:
            asked[topic].add(author)
    searched: dict[int, list[int]] = defaultdict(list)
    for topic, people in _searched():
        searched[topic].append(people)
    return {
        topic: Demand(len(asked[topic]), sum(searched[topic]), max(len(asked[topic]), *searched[topic], 0))
        for topic in topics
        if asked[topic] or searched[topic]
    }


def _searched() -> Iterator[tuple[int, int]]:
    """Topics that words name, with how many people looked for those words in a week."""
    rows = list(SoughtWords.objects.filter(monday__gt=(now() - timedelta(days=DAYS)).date()))
    names = _names() if rows else {}
    for row in rows:
        typed = words(row.words)
        forms = ([fold(word) for word in typed], stem_all(typed, row.language))
        named = {names[run] for form in forms for run in _runs(form) if run in names}
        yield from ((topic, row.people) for topic in named)


def _names() -> Mapping[tuple[str, ...], int]:
    """The words of each name as they are, and by their stems."""
    labels = TopicLabel.objects.filter(topic__merged_into=None).order_by("-pk")
    rows = list(labels.values_list("topic_id", "name", "language"))
    stems = {tuple(stem_all(words(name), language)): topic for topic, name, language in rows}
    return stems | {tuple(fold(word) for word in words(name)): topic for topic, name, _language in rows}


def _runs(form: list[str]) -> Iterator[tuple[str, ...]]:
    """All words that stand together."""
    return (tuple(form[start:end]) for start in range(len(form)) for end in range(start + 1, len(form) + 1))


def _supply(actor: Actor, heads: QuerySet[Contribution], topics: Collection[int]) -> dict[int, Supply]:
    articles: dict[int, int] = defaultdict(int)
    states = {kind.slug: kind.holds for kind in all_kinds() if kind.shows_knowledge is Form.ARTICLE}
    written = heads.filter(kind_slug__in=states, topics__in=topics)
    for topic, slug, state in written.values_list("topics", "kind_slug", "state").order_by():
        articles[topic] += state in states[slug]
    people: dict[int, int] = defaultdict(int)
    present = Person.objects.visible_to(actor).present()
    agreed = PersonTopic.objects.filter(topic_id__in=topics, discoverable=True, person__in=present)
    for topic in agreed.values_list("topic_id", flat=True):
        people[topic] += 1
    return {topic: Supply(articles[topic], people[topic]) for topic in topics}
