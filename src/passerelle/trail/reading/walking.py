"""The trail of one contribution as one reader may walk it: through what they see, and never past what they do not."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django_stubs_ext import StrOrPromise

from passerelle.contributions.headings import heading
from passerelle.contributions.kinds import Kind, get_kind
from passerelle.contributions.models import TOMBSTONES, Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.trail import graph
from passerelle.trail.graph import Edge

MOST_SHOWN = 120  # of a way; what is nearest first
_COLUMNS = (
    "pk",
    "pid",
    "slug",
    "title",
    "kind_slug",
    "state",
    "standing",
    "created_at",
    "happened_at",
    "body__excerpt",
)


@dataclass(frozen=True, slots=True)
class Node:
    """One contribution on the trail."""

    id: int
    pid: str
    name: str
    kind: Kind
    state: StrOrPromise
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Way:
    """All that is reached in one direction: its contributions, the start first, and its links, as far as is shown."""

    start: Node
    nodes: dict[int, Node]
    edges: list[Edge]
    reached: dict[int, Node]  # the same without an end: what is too far to be shown as well
    whole: list[Edge]

    @property
    def more(self) -> int:
        """How many are too far to be shown."""
        return len(self.reached) - len(self.nodes)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there but the start."""
        return not self.edges


@dataclass(frozen=True, slots=True)
class Trail:
    """Back to causes, on to effects."""

    start: Node
    back: Way
    on: Way

    @property
    def is_empty(self) -> bool:
        """Whether it goes neither way."""
        return self.back.is_empty and self.on.is_empty


def walk(actor: Actor, contribution: Contribution) -> Trail:
    """Both ways; four statements, whatever the size."""
    start = contribution.pk
    back, on = graph.upwards(start), graph.onwards(start)
    seen = dict(nodes(actor, {start, *ends(back), *ends(on)}))
    return Trail(
        seen[start],
        _way(seen, start, [(edge.later, edge.earlier, edge) for edge in back]),
        _way(seen, start, [(edge.earlier, edge.later, edge) for edge in on]),
    )


def nodes(actor: Actor, ids: Collection[int]) -> Iterable[tuple[int, Node]]:
    """Those of these contributions that are there for the actor."""
    for row in _heads(actor, sorted(ids)):
        yield row["pk"], _node(row)


def ends(edges: Iterable[Edge]) -> set[int]:
    """The contributions some links are of."""
    return {end for edge in edges for end in (edge.later, edge.earlier)}


def _way(seen: dict[int, Node], start: int, steps: Sequence[tuple[int, int, Edge]]) -> Way:
    """Breadth first, so that what is left out is what is farthest."""
    leaving: dict[int, list[tuple[int, Edge]]] = {}
    for here, there, edge in steps:
        if here in seen and there in seen:
            leaving.setdefault(here, []).append((there, edge))
    reached, waiting = {start: seen[start]}, deque([start])
    while waiting:
        for there, _edge in leaving.get(waiting.popleft(), ()):
            if there not in reached:
                reached[there] = seen[there]
                waiting.append(there)
    shown = dict(list(reached.items())[:MOST_SHOWN])
    links = [edge for here in shown for there, edge in leaving.get(here, ()) if there in shown]
    whole = [edge for here in reached for _there, edge in leaving.get(here, ())]
    return Way(seen[start], shown, links, reached, whole)


def _node(row: dict[str, Any]) -> Node:
    kind = get_kind(row["kind_slug"])
    gone = row["standing"] in TOMBSTONES and not row["title"]
    return Node(
        id=row["pk"],
        pid=row["pid"],
        name=heading(row["title"], row["body__excerpt"] or "", gone=gone),
        kind=kind,
        state="" if gone else kind.state_label(row["state"]),
        at=row["happened_at"] or row["created_at"],
        url=address("contribution", row["pid"], row["slug"] or "-"),
    )


@prepared
def _heads(actor: Actor, ids: Collection[int]) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = Contribution.objects.visible_to(actor).filter(pk__in=ids)
    told: QuerySet[Any, Any] = found.values(*_COLUMNS)
    return told
