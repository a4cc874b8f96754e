"""What the journal tells of an idea: when it came into each state, and how long it stayed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from passerelle.journal.models import Entry

DAY = 86_400
BEGINNING, MERGED = "submitted", "merged"  # where each begins; and that it lives on in another


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in one state; ``until`` None: it still is."""

    state: str
    since: datetime
    until: datetime | None

    def days(self, moment: datetime) -> float:
        """How long, up to a moment where it still is."""
        return max(0.0, ((self.until or moment) - self.since).total_seconds() / DAY)


@dataclass(slots=True)
class Life:
    """When an idea was submitted, and each move since, in order."""

    began: datetime
    moves: list[tuple[str, datetime]] = field(default_factory=list)

    @property
    def stays(self) -> list[Stay]:
        """Every state it was in, one after the other."""
        points = [(BEGINNING, self.began), *self.moves]
        ends = [*(at for _state, at in points[1:]), None]
        return [Stay(state, since, until) for (state, since), until in zip(points, ends, strict=True)]

    def days_to(self, states: Iterable[str]) -> float | None:
        """How long it took to the first of some states; None: it never came there."""
        wanted = frozenset(states)
        came = next((at for state, at in self.moves if state in wanted), None)
        return None if came is None else max(0.0, (came - self.began).total_seconds() / DAY)

    def age(self, moment: datetime) -> float:
        """In days."""
        return max(0.0, (moment - self.began).total_seconds() / DAY)


def lives(began: Mapping[int, datetime]) -> dict[int, Life]:
    """The lives of some ideas, each with when it was submitted. One query."""
    found = {pk: Life(at) for pk, at in began.items()}
    verbs = ("contribution.moved", "contribution.merged")
    entries = Entry.objects.filter(verb__in=verbs, contribution_id__in=found).order_by("id")
    for pk, verb, at, told in entries.values_list("contribution_id", "verb", "at", "particulars"):
        if pk is not None:
            found[pk].moves.append((MERGED if verb == verbs[1] else told.get("after", ""), at))
    return found
