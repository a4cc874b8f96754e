"""The trail of one contribution as one reader may walk it: through what they see, and never past what they do not."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import pgettext
from django_stubs_ext import StrOrPromise

from passerelle.contributions.headings import heading
from passerelle.contributions.kinds import Kind, get_kind
from passerelle.contributions.models import TOMBSTONES, Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.trail import graph
from passerelle.trail.graph import Edge

MOST_SHOWN = 60  # of a way, which somebody can take in; what is nearest first
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
    "moved_at",
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
    moved_at: datetime | None
    url: str


class Brief(NamedTuple):
    """What is asked of a contribution however many there are."""

    author: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Way:
    """All that is reached in one direction: its contributions, the start first, and its links, as far as is shown."""

    start: Node
    nodes: dict[int, Node]
    edges: list[Edge]
    reached: dict[int, Brief]  # the same without an end: what is too far to be shown as well
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
    rows = _seen(actor, sorted({start, *ends(back), *ends(on)}))
    seen = {pk: Brief._make(brief) for pk, *brief in rows}
    behind, ahead = _reached(seen, start, back, back=True), _reached(seen, start, on, back=False)
    near = [*list(behind[0])[:MOST_SHOWN], *list(ahead[0])[:MOST_SHOWN]]
    shown = dict(nodes(actor, set(near)))
    return Trail(shown[start], _way(seen, shown, *behind), _way(seen, shown, *ahead))


def nodes(actor: Actor, ids: Collection[int]) -> Iterable[tuple[int, Node]]:
    """Those of these contributions that are there for the actor."""
    for row in _heads(actor, sorted(ids)):
        yield row["pk"], _node(row)


def ends(edges: Iterable[Edge]) -> set[int]:
    """The contributions some links are of."""
    return {end for edge in edges for end in (edge.later, edge.earlier)}


Leaving = dict[int, list[tuple[int, Edge]]]


def _reached(seen: Mapping[int, Brief], start: int, edges: Iterable[Edge], *, back: bool) -> tuple[list[int], Leaving]:
    """What is come to from the start, what is nearest first, and the links that leave each."""
    leaving: Leaving = {}
    for edge in edges:
        here, there = (edge.later, edge.earlier) if back else (edge.earlier, edge.later)
        if here in seen and there in seen:
            leaving.setdefault(here, []).append((there, edge))
    met, waiting = {start: None}, deque([start])
    while waiting:
        for there, _edge in leaving.get(waiting.popleft(), ()):
            if there not in met:
                met[there] = None
                waiting.append(there)
    return list(met), leaving


def _way(seen: Mapping[int, Brief], shown: Mapping[int, Node], met: Sequence[int], leaving: Leaving) -> Way:
    """What is left out of the picture is what is farthest."""
    near = {pk: shown[pk] for pk in met[:MOST_SHOWN]}
    links = [edge for here in near for there, edge in leaving.get(here, ()) if there in near]
    whole = [edge for here in met for _there, edge in leaving.get(here, ())]
    return Way(near[met[0]], near, links, {pk: seen[pk] for pk in met}, whole)


def _node(row: dict[str, Any]) -> Node:
    kind = get_kind(row["kind_slug"])
    gone = row["standing"] in TOMBSTONES and not row["title"]
    return Node(
        id=row["pk"],
        pid=row["pid"],
        name=heading(row["title"], row["body__excerpt"] or "", gone=gone),
        kind=kind,
        state=_state(kind, row, gone=gone),
        at=row["happened_at"] or row["created_at"],
        moved_at=row["moved_at"],
        url=address("contribution", row["pid"], row["slug"] or "-"),
    )


def _state(kind: Kind, row: Mapping[str, Any], *, gone: bool) -> StrOrPromise:
    if row["standing"] == Standing.MERGED:
        return pgettext("state", "Merged")
    return "" if gone else kind.state_label(row["state"])


@prepared
def _seen(actor: Actor, ids: Collection[int]) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = Contribution.objects.visible_to(actor).filter(pk__in=ids)
    told: QuerySet[Any, Any] = found.values_list("pk", "author_id", "kind_slug")
    return told


@prepared
def _heads(actor: Actor, ids: Collection[int]) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = Contribution.objects.visible_to(actor).filter(pk__in=ids)
    told: QuerySet[Any, Any] = found.values(*_COLUMNS)
    return told
