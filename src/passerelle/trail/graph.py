"""What a contribution goes back to and leads on to, however far: ids alone, whoever asks. ``walking`` keeps to what a reader sees."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from passerelle.trail.models import ACYCLIC, COUNTED

MOST = 20_000  # links one walk looks at
LOCK = 0x7472_6169  # a number of our own among PostgreSQL's advisory locks

# CROSS JOIN: SQLite goes from what is reached to its links by their index, whatever it believes of the table.
_REACHED = """
WITH RECURSIVE reached(id) AS (
    SELECT id FROM contributions_contribution WHERE id IN ({starts})
    UNION
    SELECT trail_link.{ahead}_id FROM reached CROSS JOIN trail_link
    WHERE trail_link.{behind}_id = reached.id AND {stands}
)
SELECT trail_link.id, later_id, earlier_id, relation, status, weight
FROM reached CROSS JOIN trail_link
WHERE trail_link.{behind}_id = reached.id AND {stands}
ORDER BY trail_link.id LIMIT %s
"""


class Edge(NamedTuple):
    """One link, as far as a walk needs it."""

    id: int
    later: int
    earlier: int
    relation: str
    status: str
    weight: float


def hold() -> None:
    """Let nobody else add to the graph until this transaction ends: two links could close a circle that neither sees.

    On SQLite one transaction writes at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def upwards(*starts: int, statuses: Iterable[str] = COUNTED) -> list[Edge]:
    """Every link on the ways from contributions back to what they came from; one statement."""
    return _reached(starts, "later", "earlier", statuses)


def onwards(*starts: int, statuses: Iterable[str] = COUNTED) -> list[Edge]:
    """Every link on the ways from contributions to what came of them; one statement."""
    return _reached(starts, "earlier", "later", statuses)


def way_back(start: int, goal: int) -> list[int]:
    """The shortest way from a contribution back to an earlier one, both included; empty when there is none."""
    before: dict[int, list[int]] = {}
    for edge in upwards(start):
        before.setdefault(edge.later, []).append(edge.earlier)
    came_from, waiting = {start: start}, deque([start])
    while waiting and goal not in came_from:
        here = waiting.popleft()
        for there in before.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return _retraced(came_from, start, goal) if goal in came_from else []


def _retraced(came_from: dict[int, int], start: int, goal: int) -> list[int]:
    way = [goal]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def _reached(starts: Sequence[int], behind: str, ahead: str, statuses: Iterable[str]) -> list[Edge]:
    relations, standing = sorted(ACYCLIC), sorted(statuses)
    stands = f"relation IN ({_places(relations)}) AND status IN ({_places(standing)})"
    values = [*relations, *standing]
    with connection.cursor() as cursor:
        cursor.execute(  # names of columns are ours, values are passed
            _REACHED.format(behind=behind, ahead=ahead, stands=stands, starts=_places(starts)),
            [*starts, *values, *values, MOST],
        )
        return list(map(Edge._make, cursor.fetchall()))


def _places(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))
