"""Where each contribution of a trail stands in its picture: earlier on the left, later on the right, arrows towards what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from textwrap import wrap

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from passerelle.trail.graph import Edge
from passerelle.trail.models import Relation, Status
from passerelle.trail.reading.walking import Node, Trail, Way

WIDE, HIGH, BETWEEN, ABOVE, EDGE = 212, 76, 92, 18, 12
FITTING = 4 * WIDE + 3 * BETWEEN + 2 * EDGE  # four beside each other
LETTERS, LINES, SMALL_LETTERS = 25, 2, 29
MONTHS_FROM = 60  # days from which a time is told in months


@dataclass(frozen=True, slots=True)
class Box:
    """A contribution in the picture."""

    node: Node
    x: int
    y: int
    lines: list[str]
    is_start: bool

    @property
    def small(self) -> str:
        """Its kind and state, as much as fits."""
        words = " · ".join(str(one) for one in (self.node.kind.label, self.node.state) if one)
        return words if len(words) <= SMALL_LETTERS else f"{words[: SMALL_LETTERS - 1]}…"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link in the picture: its curve, the words at its middle and where they stand."""

    path: str
    words: str
    x: int
    y: int
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn."""

    width: int
    height: int
    boxes: list[Box]
    arrows: list[Arrow]

    @property
    def fits(self) -> bool:
        """Whether it may be drawn smaller to be seen whole beside the navigation, and still be read."""
        return self.width <= FITTING


@dataclass(frozen=True, slots=True)
class Branch:
    """The same as a nested list: a contribution, how it hangs on the one above, and what hangs on it."""

    node: Node
    relation: StrOrPromise
    passed: str
    is_disputed: bool
    is_above: bool  # it stands further up already, with all that hangs on it
    branches: list[Branch]


def draw(trail: Trail) -> Picture:
    """The picture of both ways."""
    columns = {trail.start.id: 0}
    columns |= {pk: -level for pk, level in _levels(trail.back, back=True).items() if level}
    columns |= {pk: level for pk, level in _levels(trail.on, back=False).items() if level}
    known = trail.back.nodes | trail.on.nodes
    edges = [*trail.back.edges, *trail.on.edges]
    first = min(columns.values())
    rows = _rows(columns, edges)
    tallest = max(len(column) for column in rows.values())
    height = tallest * (HIGH + ABOVE) - ABOVE + 2 * EDGE
    boxes = {}
    for column, ids in rows.items():
        top = (height - len(ids) * (HIGH + ABOVE) + ABOVE) // 2
        for row, pk in enumerate(ids):
            at = EDGE + (column - first) * (WIDE + BETWEEN), top + row * (HIGH + ABOVE)
            boxes[pk] = Box(known[pk], *at, _lines(known[pk].name), pk == trail.start.id)
    width = (max(rows) - first) * (WIDE + BETWEEN) + WIDE + 2 * EDGE
    return Picture(width, height, list(boxes.values()), [_arrow(boxes, edge) for edge in edges])


def listed(way: Way, *, back: bool) -> list[Branch]:
    """A way as a nested list; what is reached twice is told once."""
    hanging: dict[int, list[tuple[int, Edge]]] = {}
    for edge in way.edges:
        here, there = (edge.later, edge.earlier) if back else (edge.earlier, edge.later)
        hanging.setdefault(here, []).append((there, edge))
    told: set[int] = set()

    def below(here: int) -> list[Branch]:
        return [_branch(there, edge) for there, edge in hanging.get(here, ())]

    def _branch(there: int, edge: Edge) -> Branch:
        again = there in told
        told.add(there)
        node, relation = way.nodes[there], Relation(edge.relation).label
        disputed = edge.status == Status.DISPUTED
        return Branch(node, relation, passed(way.nodes, edge), disputed, again, [] if again else below(there))

    return below(way.start.id)


def passed(known: Mapping[int, Node], edge: Edge) -> str:
    """The time from the earlier to the later, in words."""
    return in_words(known[edge.later].at - known[edge.earlier].at)


def in_words(time: timedelta) -> str:
    """Days, and months from two on."""
    days = max(0, time.days)
    if days >= MONTHS_FROM:
        months = round(days / 30.44)
        return ngettext("%(num)s month", "%(num)s months", months) % {"num": months}
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": days} if days else _("the same day")


def _levels(way: Way, *, back: bool) -> dict[int, int]:
    """How many steps away each is by the longest way, so that every arrow leads to the right."""
    following: dict[int, list[int]] = {}
    waiting_for = dict.fromkeys(way.nodes, 0)
    for edge in way.edges:
        here, there = (edge.later, edge.earlier) if back else (edge.earlier, edge.later)
        following.setdefault(here, []).append(there)
        waiting_for[there] += 1
    levels, free = {way.start.id: 0}, [way.start.id]
    while free:
        here = free.pop()
        for there in following.get(here, ()):
            levels[there] = max(levels.get(there, 0), levels[here] + 1)
            waiting_for[there] -= 1
            if not waiting_for[there]:
                free.append(there)
    return levels


def _rows(columns: Mapping[int, int], edges: Iterable[Edge]) -> dict[int, list[int]]:
    """Each column from top to bottom: beside what they hang on, so that few arrows cross."""
    beside: dict[int, list[int]] = {}
    for edge in edges:
        beside.setdefault(edge.later, []).append(edge.earlier)
        beside.setdefault(edge.earlier, []).append(edge.later)
    rows: dict[int, list[int]] = {}
    place: dict[int, float] = {}
    for column in sorted(set(columns.values()), key=abs):
        members = [pk for pk, own in columns.items() if own == column]
        members.sort(key=lambda pk: _middle([place[one] for one in beside.get(pk, ()) if one in place]))
        rows[column] = members
        place |= {pk: row - len(members) / 2 for row, pk in enumerate(members)}
    return dict(sorted(rows.items()))


def _middle(places: list[float]) -> float:
    return sum(places) / len(places) if places else 0.0


def _arrow(boxes: Mapping[int, Box], edge: Edge) -> Arrow:
    start, end = boxes[edge.earlier], boxes[edge.later]
    x1, y1, x2, y2 = start.x + WIDE, start.y + HIGH // 2, end.x - 6, end.y + HIGH // 2
    bend = max(32, (x2 - x1) // 2)
    path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    words = in_words(end.node.at - start.node.at)
    return Arrow(path, words, (x1 + x2) // 2, (y1 + y2) // 2 - 6, edge.status == Status.DISPUTED)


def _lines(name: str) -> list[str]:
    return wrap(name, LETTERS, max_lines=LINES, placeholder="…", break_long_words=True)
