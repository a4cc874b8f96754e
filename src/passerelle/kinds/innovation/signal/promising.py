"""By when a signal is heard: so many working days after it came, which is what its community promises, and sooner where it hurries."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from passerelle.kinds.innovation.signal.models import Signal

SATURDAY = 5
DAY_ENDS = time(18)  # of a working day, by the clock of the house
WORKING_WEEK = 5  # working days


def promised(start: datetime, days: int, urgency: str, country: str = "") -> datetime:
    """What its community promises; within the week five working days at most, today by the end of that working day."""
    if urgency == Signal.Urgency.TODAY:
        return min(working_days_after(start, days, country), end_of_day(start, country))
    return working_days_after(start, min(days, WORKING_WEEK) if urgency == Signal.Urgency.WEEK else days, country)


def end_of_day(start: datetime, country: str = "") -> datetime:
    """The end of that working day; of the next one for what comes after it or on a day off."""
    moment = timezone.localtime(start)
    day = moment.date() + timedelta(days=int(moment.time() >= DAY_ENDS))
    while _is_off(day, country):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, DAY_ENDS))


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
