"""When the summary by mail comes: each day, each week, each month, or never. Reads no database and no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from passerelle.notifications.models import Wishes
from passerelle.notifications.wishes.peace import DAY, Peace

LONGEST = 40  # days between two summaries, a month and what peace may add to it


@dataclass(frozen=True, slots=True)
class Round:
    """One summary: the local day it is the summary of, which it can be only once, and the moment from which it is due."""

    day: date
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often, on which day of the week (1 is Monday), at which hour.

    Who is away gets none, and one on the day they are back, whatever the rhythm. Who wants none gets what should have been mailed
    at once and could not be: each day, when there is such a thing.
    """

    rhythm: str
    weekday: int
    hour: int
    peace: Peace

    def last(self, moment: datetime) -> Round | None:
        """The newest summary whose moment has come; None when there was none for long."""
        peace = self.peace
        today = moment.astimezone(peace.zone).date()
        for number in range(LONGEST):
            day = today - number * DAY
            if self._comes_on(day):
                due_at = peace.ends(peace.at(day, self.hour))
                if due_at <= moment and not peace.is_away(due_at):
                    return Round(day, due_at)
        return None

    def _comes_on(self, day: date) -> bool:
        if not self.peace.away:
            return self._is_usual(day)
        here, before = (not self.peace.is_away(self.peace.at(each, self.hour)) for each in (day, day - DAY))
        return here and (not before or self._is_usual(day))

    def _is_usual(self, day: date) -> bool:
        if self.rhythm == Wishes.Rhythm.WEEKLY:
            return day.isoweekday() == self.weekday
        return self.rhythm != Wishes.Rhythm.MONTHLY or day.day == 1
