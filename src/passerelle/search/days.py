"""Days as marks of the index, so that a span of time narrows a search like any other mark."""

from __future__ import annotations

from datetime import UTC, datetime

from passerelle.lib.clock import now
from passerelle.search.labels import mark

_MONTHS, _DAYS = 12, 31


def day_marks(moment: datetime) -> set[str]:
    """The year, the month and the day something is from."""
    day = moment.astimezone(UTC)
    return {_year(day.year), _month(day.year, day.month), _day(day.year, day.month, day.day)}


def since_marks(moment: datetime) -> frozenset[str]:
    """One of these is on everything from this day on: the rest of its month, of its year, and the years until the next."""
    day = moment.astimezone(UTC)
    days = {_day(day.year, day.month, number) for number in range(day.day, _DAYS + 1)}
    months = {_month(day.year, number) for number in range(day.month + 1, _MONTHS + 1)}
    years = {_year(number) for number in range(day.year + 1, now().year + 2)}
    return frozenset(days | months | years)


def _year(year: int) -> str:
    return mark("year", f"{year:04}")


def _month(year: int, month: int) -> str:
    return mark("month", f"{year:04}{month:02}")


def _day(year: int, month: int, day: int) -> str:
    return mark("day", f"{year:04}{month:02}{day:02}")
