"""How often people ask about a topic: a number for each of the last twelve months, told where enough people asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet

from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Contribution
from passerelle.lib.clock import now, zone
from passerelle.science.publication import Cell, Withheld, publish_one

MONTHS = 12
ENOUGH = 2  # months; one bar alone shows nothing


@dataclass(frozen=True, slots=True)
class Month:
    """Its first day, and how many questions it brought; None where too few people asked for a number to be told."""

    begins: date
    count: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """The twelve months up to this one, the oldest first."""

    months: tuple[Month, ...]

    @property
    def told(self) -> tuple[Month, ...]:
        """Those with a number."""
        return tuple(month for month in self.months if month.count is not None)

    @property
    def is_drawn(self) -> bool:
        """Whether there is enough for a picture."""
        return len(self.told) >= ENOUGH

    @property
    def highest(self) -> int:
        """Of the months; at least 1, to draw by."""
        return max((month.count or 0 for month in self.months), default=1) or 1


def asked(among: QuerySet[Contribution]) -> Asked | None:
    """Of what the reader may see, whatever waits for an answer when it is brought; nothing where nobody asked. One query."""
    begins = _months()
    start = datetime.combine(begins[0], time(), zone(""))
    seeking = [kind.slug for kind in all_kinds() if kind.seeking]
    rows = among.filter(kind_slug__in=seeking, created_at__gte=start).exclude(author=None).order_by()
    found = list(rows.values_list("created_at", "author_id"))
    return Asked(tuple(Month(day, _count(found, day)) for day in begins)) if found else None


def _months() -> list[date]:
    """The first days of the last twelve months where the installation is."""
    today = now().astimezone(zone("")).date()
    places = [today.year * 12 + today.month - 1 - back for back in reversed(range(MONTHS))]
    return [date(place // 12, place % 12 + 1, 1) for place in places]


def _count(rows: Iterable[tuple[datetime, int | None]], month: date) -> int | None:
    """One month's number: it stands alone, since people ask in several months."""
    days = ((at.astimezone(zone("")).date(), person) for at, person in rows)
    given = Counter(person for day, person in days if person and day.replace(day=1) == month)
    told = publish_one(Cell(frozenset(given), given, given.total()))
    return None if isinstance(told, Withheld) else told
