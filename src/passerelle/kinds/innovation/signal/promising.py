"""By when a signal is heard: so many working days after it came, which is what its community promises."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

SATURDAY = 5


def working_days_after(start: datetime, days: int, country: str = "") -> datetime:
    """The same hour so many working days later, by the calendar of the house and of the country it was heard in."""
    moment = timezone.localtime(start)
    for _day in range(days):
        moment += timedelta(days=1)
        while _is_off(moment.date(), country):
            moment += timedelta(days=1)
    return moment


def _is_off(day: date, country: str) -> bool:
    if day.weekday() >= SATURDAY:
        return True
    known = settings.PASSERELLE.days_off
    return any((where, year, day.month, day.day) in known for where in {"", country} for year in (0, day.year))
