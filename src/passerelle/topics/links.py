"""Everything that points at a topic, found by the relations themselves: topics stand below whatever uses them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from passerelle.topics.models import Topic, TopicLabel

OWN = (Topic, TopicLabel)


@dataclass(frozen=True, slots=True)
class Link:
    """A table with a column that names a topic."""

    model: type[models.Model]
    column: str

    def rows(self, topic: Topic) -> models.QuerySet[Any]:
        """The rows that name this topic."""
        return self.model._base_manager.filter(**{self.column: topic.pk})

    def doubles(self, topic: Topic, into: Topic) -> models.QuerySet[Any]:
        """Those that could not name the other topic, because a row like them does so already."""
        clash = Q(pk__in=[])
        for others in self._unique_with():
            alike = self.rows(into).filter(**{name: OuterRef(name) for name in others})
            clash |= Q(Exists(alike))
        return self.rows(topic).filter(clash)

    def _unique_with(self) -> Iterator[list[str]]:
        """The other columns of each rule that lets a topic stand once."""
        meta = self.model._meta
        rules = [list(rule.fields) for rule in meta.constraints if isinstance(rule, models.UniqueConstraint)]
        for fields in [*rules, *map(list, meta.unique_together)]:
            if self.column in fields:
                yield [name for name in fields if name != self.column]


def links() -> list[Link]:
    """Every such table of every installed module."""
    relations = Topic._meta.get_fields(include_hidden=True)
    return [
        Link(relation.related_model, relation.field.name)
        for relation in relations
        if isinstance(relation, models.ManyToOneRel) and relation.related_model not in OWN
    ]


def told() -> list[Link]:
    """Those of them whose rows may be counted for others: not of a table that is ``private``."""
    return [link for link in links() if not getattr(link.model, "private", False)]


def uses(topic: Topic, into: Topic | None = None) -> dict[str, int]:
    """Table → how many rows name the topic; with ``into``, how many of them would come to it as something new."""
    counts = {}
    for link in told():
        doubles = link.doubles(topic, into).count() if into else 0
        counts[link.model._meta.label_lower] = link.rows(topic).count() - doubles
    return {table: count for table, count in counts.items() if count}


def move(topic: Topic, into: Topic) -> int:
    """Let everything name the other topic; returns how many rows came. Call it inside a verb's transaction."""
    moved = 0
    for link in links():
        link.doubles(topic, into).delete()
        moved += link.rows(topic).update(**{link.column: into.pk})
    return moved
