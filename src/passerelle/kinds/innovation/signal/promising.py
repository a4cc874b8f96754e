"""By when a signal is heard: so many working days after it came, which is what its community promises."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

SATURDAY = 5


def working_days_after(start: datetime, days: int) -> datetime:
    """The same hour so many working days later, by the calendar of the house; holidays are not known here."""
    moment = timezone.localtime(start)
    for _day in range(days):
        moment += timedelta(days=1)
        while moment.weekday() >= SATURDAY:
            moment += timedelta(days=1)
    return moment
