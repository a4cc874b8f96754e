"""Reading the tails: what is new since a position, whichever process wrote it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Max, Q

from passerelle.journal.tails import Change, Tail, all_tails

MOST = 1000  # rows of one look; who missed more is told to look at everything
GAP_LASTS = 30.0  # seconds: a transaction that is slower to commit than this is seen by nobody
LOOK_BACK = 20  # rows: on PostgreSQL, what was committed late has a lower number than what was told before

Position = dict[str, int]


def encode(position: Position) -> str:
    """A position as the id of an event: ``e120.n31``."""
    return ".".join(f"{name}{number}" for name, number in sorted(position.items()))


def decode(text: str) -> Position | None:
    """The position an id names; None for anything that is no id of ours."""
    parts = [(part[:1], part[1:]) for part in text.split(".")] if len(text) <= 80 else []
    known = {tail.name for tail in all_tails()}
    if {name for name, _number in parts} != known or not all(number.isdecimal() for _name, number in parts):
        return None
    return {name: int(number[:18]) for name, number in parts}


def present() -> Position:
    """Where every tail ends now."""
    return {tail.name: tail.rows().aggregate(last=Max("pk"))["last"] or 0 for tail in all_tails()}


def missed(since: Position) -> list[Change] | None:
    """What was added after a position, and a little before it; None when it is too much to name."""
    changes: list[Change] = []
    back = LOOK_BACK if connection.vendor == "postgresql" else 0
    for tail in all_tails():
        rows = _read(tail, Q(pk__gt=since[tail.name] - back))
        if len(rows) >= MOST:
            return None
        changes += [change for _number, change in rows]
    return changes


@dataclass(slots=True)
class Reader:
    """Follows the tails. On PostgreSQL a number may appear after a higher one; so gaps are looked for a while."""

    position: Position = field(default_factory=dict)
    gaps: dict[tuple[str, int], float] = field(default_factory=dict)

    def read(self) -> list[Change]:
        """What is new since the last call; the first one only finds the end."""
        if not self.position:
            self.position = present()
            return []
        moment = time.monotonic()
        self.gaps = {gap: until for gap, until in self.gaps.items() if until > moment}
        return [change for tail in all_tails() for change in self._follow(tail, moment)]

    def _follow(self, tail: Tail, moment: float) -> list[Change]:
        before = self.position[tail.name]
        open_ones = [number for name, number in self.gaps if name == tail.name]
        rows = _read(tail, Q(pk__gt=before) | Q(pk__in=open_ones))
        numbers = {number for number, _change in rows}
        last = max(numbers | {before})
        for number in numbers:
            self.gaps.pop((tail.name, number), None)
        for number in range(max(before, last - MOST) + 1, last):
            if number not in numbers:
                self.gaps[tail.name, number] = moment + GAP_LASTS
        self.position[tail.name] = last
        return [change for _number, change in rows]


def _read(tail: Tail, where: Q) -> list[tuple[int, Change]]:
    rows = tail.rows().filter(where).order_by("pk").values_list("pk", *tail.columns)[:MOST]
    return [(number, tail.change(*values)) for number, *values in rows]
