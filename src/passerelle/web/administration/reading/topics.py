"""Topics as administrators look after them: how they are named, how much stands under each, what a merge moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.utils.translation import ngettext

from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.lib.pagination import page
from passerelle.lib.text import comparable
from passerelle.topics import links
from passerelle.topics.models import Topic, TopicEditor
from passerelle.topics.rules import curated
from passerelle.web.administration.reading.journal import EntryLine, lines

PAGE = 100
REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic in the list: its names by language, its synonyms, the rows that name it."""

    topic: Topic
    names: list[str]
    synonyms: list[str]
    uses: int | None


def directory(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """A page of the topics one looks after, found by any of their names; how much is under each is for administrators."""
    words = query.get("q", "").strip()[:80]
    found = curated(actor)
    if words:
        found = found.filter(labels__normalized__contains=comparable(words)).distinct()
    shown = page(found, order=("name", "pk"), size=PAGE, cursor=query.get("cursor", ""))
    counts = _counts(topic.pk for topic in shown.rows) if actor.is_administrator else None
    return {
        "lines": [_line(topic, None if counts is None else counts[topic.pk]) for topic in shown.rows],
        "next_cursor": shown.next_cursor,
        "words": words,
    }


def used_by(actor: Actor, topic: Topic, into: Topic | None = None) -> list[str]:
    """For administrators: what names the topic, in words; with ``into``, what of it would be new there."""
    if not actor.is_administrator:
        return []
    return [_words(table, count) for table, count in links.uses(topic, into).items()]


def history(actor: Actor, topic: Topic) -> list[EntryLine]:
    """What became of its names and of those that were merged into it, the latest first."""
    ids = [topic.pk, *topic.merged.values_list("pk", flat=True)]
    entries = Entry.objects.filter(subject_type="topic", subject_id__in=ids).order_by("-pk")
    return lines(list(entries[:REMEMBERED]), actor)


def editors() -> list[TopicEditor]:
    """Who looks after which topic, by name; those of all first."""
    found = TopicEditor.objects.select_related("person", "topic").prefetch_related("topic__labels")
    return list(found.order_by(F("topic__name").asc(nulls_first=True), "person__sort_name", "pk"))


def _counts(ids: Iterable[int]) -> dict[int, int]:
    wanted, counts = list(ids), defaultdict[int, int](int)
    for link in links.told():
        rows = link.model._base_manager.filter(**{f"{link.column}__in": wanted}).order_by()
        for topic, count in rows.values_list(link.column).annotate(count=Count("pk")):
            counts[topic] += count
    return counts


def _line(topic: Topic, uses: int | None) -> TopicLine:
    labels = sorted(topic.labels.all(), key=lambda label: label.language)
    names = [f"{label.name} ({label.language})" for label in labels if not label.synonym]
    return TopicLine(topic, names, [label.name for label in labels if label.synonym], uses)


def _words(table: str, count: int) -> str:
    """A table by what people call it; one of a module that is not known here by its own name."""
    known = {
        "contributions.contribution_topics": ngettext("%(num)s contribution", "%(num)s contributions", count),
        "communities.community_topics": ngettext("%(num)s community", "%(num)s communities", count),
        "people.persontopic": ngettext("%(num)s person who knows it", "%(num)s people who know it", count),
        "contributions.follow": ngettext("%(num)s person who follows it", "%(num)s people who follow it", count),
        "topics.topiceditor": ngettext("%(num)s person who looks after it", "%(num)s people who look after it", count),
        "kind_practice.focalperson": ngettext(
            "%(num)s site for whose practices somebody answers",
            "%(num)s sites for whose practices somebody answers",
            count,
        ),
        "kind_signal.listening": ngettext(
            "%(num)s person who hears its signals", "%(num)s people who hear its signals", count
        ),
    }
    return known.get(table, f"%(num)s {table}") % {"num": count}
