"""Reading the tails: what is new since a position, whichever process wrote it.

A position is, for each tail, the last number that was read and the numbers missing shortly below it: on PostgreSQL a row appears
when its transaction commits, perhaps after one with a higher number.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q

from passerelle.journal.tails import Change, Tail, all_tails

MOST = 1000  # rows of one look; who missed more is told to look at everything
GAP_LASTS = 30.0  # seconds: a transaction that is slower to commit than this is seen by nobody
LOOK_BACK = 20  # numbers below the last one that a position may call missing

Position = dict[str, tuple[int, ...]]
_PART = re.compile(r"([a-z])(\d{1,18}(?:-\d{1,18}){0,20})")


def encode(position: Position) -> str:
    """A position as the id of an event: ``e120-118.n31``."""
    return ".".join(name + "-".join(map(str, numbers)) for name, numbers in sorted(position.items()))


def decode(text: str) -> Position | None:
    """The position an id names; None for anything that is no id of ours."""
    parts = [_PART.fullmatch(part) for part in text.split(".")] if len(text) < 1000 else []
    found = {part[1]: tuple(int(number) for number in part[2].split("-")) for part in parts if part}
    known = {tail.name for tail in all_tails()}
    return found if len(parts) == len(found) and set(found) == known else None


def present() -> Position:
    """Where every tail ends now."""
    return {
        tail.name: _end(list(tail.rows().order_by("-pk").values_list("pk", flat=True)[:LOOK_BACK]))
        for tail in all_tails()
    }


def missed(since: Position) -> list[Change] | None:
    """What was added after a position; None when it is too much to name."""
    changes: list[Change] = []
    for tail in all_tails():
        last, *missing = since[tail.name]
        rows = _read(tail, last, missing)
        if len(rows) >= MOST:
            return None
        changes += [change for _number, change in rows]
    return changes


@dataclass(slots=True)
class Reader:
    """Follows the tails from its first look on."""

    gaps: dict[tuple[str, int], float] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    @property
    def position(self) -> Position:
        """How far it has read."""
        return {name: (last, *self._missing(name)[-LOOK_BACK:]) for name, last in self._last.items()}

    def read(self) -> list[Change]:
        """What is new since the last call; the first one only finds the end."""
        moment = time.monotonic()
        if not self._last:
            for name, (last, *missing) in present().items():
                self._last[name] = last
                self.gaps |= {(name, number): moment + GAP_LASTS for number in missing}
            return []
        self.gaps = {gap: until for gap, until in self.gaps.items() if until > moment}
        return [change for tail in all_tails() for change in self._follow(tail, moment)]

    def _follow(self, tail: Tail, moment: float) -> list[Change]:
        before = self._last[tail.name]
        rows = _read(tail, before, self._missing(tail.name))
        numbers = {number for number, _change in rows}
        last = max(numbers | {before})
        for number in numbers:
            self.gaps.pop((tail.name, number), None)
        for number in range(max(before, last - MOST) + 1, last):
            if number not in numbers:
                self.gaps[tail.name, number] = moment + GAP_LASTS
        self._last[tail.name] = last
        return [change for _number, change in rows]

    def _missing(self, name: str) -> list[int]:
        return sorted(number for tail, number in self.gaps if tail == name)


def _end(numbers: list[int]) -> tuple[int, ...]:
    if not numbers:
        return (0,)
    return numbers[0], *sorted(set(range(numbers[-1], numbers[0])) - set(numbers))[-LOOK_BACK:]


def _read(tail: Tail, last: int, missing: Collection[int]) -> list[tuple[int, Change]]:
    new = Q(pk__gt=last) | Q(pk__in=missing) if missing else Q(pk__gt=last)
    rows = tail.rows().filter(new).order_by("pk").values_list("pk", *tail.columns)[:MOST]
    return [(number, tail.change(*values)) for number, *values in rows]
