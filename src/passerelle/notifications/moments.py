"""Until when a line is put off: moments of the reader's own day, told in their time zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext_lazy as _

MORNING = time(8)
HOURS = timedelta(hours=3)
FURTHEST = timedelta(days=366)


class Later(TextChoices):
    """What can be chosen."""

    TODAY = "today", _("Later today")
    TOMORROW = "tomorrow", _("Tomorrow morning")
    WEEK = "week", _("Next week")
    DAY = "day", _("On a day")


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the moments as a button shows it."""

    choice: Later
    until: datetime


def offers(moment: datetime) -> Iterator[Offer]:
    """What is offered now; late in the evening there is no later today."""
    for choice in (Later.TODAY, Later.TOMORROW, Later.WEEK):
        until = until_when(choice, None, moment)
        if until is not None:
            yield Offer(choice, until)


def days(moment: datetime) -> tuple[date, date]:
    """The first and the last day one may name."""
    today = localtime(moment).date()
    return today + timedelta(days=1), today + FURTHEST


def until_when(choice: str, day: date | None, moment: datetime) -> datetime | None:
    """The moment a choice stands for in the reader's time zone; None for one that is not offered."""
    today = localtime(moment).date()
    if choice == Later.TODAY:
        later = localtime(moment + HOURS).replace(second=0, microsecond=0)
        return later if later.date() == today else None
    if choice == Later.TOMORROW:
        return _morning(today + timedelta(days=1))
    if choice == Later.WEEK:
        return _morning(today + timedelta(days=7 - today.weekday()))
    first, last = days(moment)
    return _morning(day) if choice == Later.DAY and day is not None and first <= day <= last else None


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=get_current_timezone())
