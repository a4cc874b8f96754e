"""When nothing may disturb somebody, on the clock of where they live. Reads no database and no clock.

Hours and days that are not there because a clock changes begin when the gap ends; of an hour that comes twice the first counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from passerelle.notifications.models import EVERY_DAY

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Peace:
    """Quiet hours from one full hour to another, the days one works, and when one is away: first day, last day or no end."""

    zone: ZoneInfo
    quiet: tuple[int, int] | None = None
    days: str = EVERY_DAY
    away: tuple[tuple[date | None, date | None], ...] = ()

    def at(self, day: date, hour: int) -> datetime:
        """The moment of an hour of a day."""
        return datetime.combine(day, time(hour), self.zone).astimezone(UTC)

    def is_away(self, moment: datetime) -> bool:
        """Whether the day of this moment lies within an absence."""
        day = moment.astimezone(self.zone).date()
        return any((start is None or start <= day) and (end is None or day <= end) for start, end in self.away)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether it is a quiet hour, or a day on which one does not work."""
        local = moment.astimezone(self.zone)
        if self.days and str(local.isoweekday()) not in self.days:
            return True
        if self.quiet is None:
            return False
        start, end = self.quiet
        return start <= local.hour < end if start < end else local.hour >= start or local.hour < end

    def reigns(self, moment: datetime) -> bool:
        """Whether nothing may disturb them at this moment."""
        return self.is_away(moment) or self.is_quiet(moment)

    def ends(self, moment: datetime) -> datetime:
        """The first moment from this one on that is not quiet."""
        if not self.is_quiet(moment):
            return moment
        return next(each for each in self._changes(moment) if each > moment and not self.is_quiet(each))

    def _changes(self, moment: datetime) -> Iterator[datetime]:
        """Midnights and ends of quiet hours of this day and those after it, in their order: within a week one of them is free."""
        today = moment.astimezone(self.zone).date()
        hours = sorted({0, self.quiet[1]} if self.quiet else {0})
        return (self.at(today + number * DAY, hour) for number in range(9) for hour in hours)
