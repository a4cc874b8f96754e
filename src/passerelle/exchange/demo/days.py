"""Days of the story are counted from its last one; here they become moments, each on its author's clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from passerelle.exchange.demo.names import chance
from passerelle.exchange.demo.story import Story

PARIS = ZoneInfo("Europe/Paris")


class Days:
    """The calendar of one telling. ``end`` is the moment it is told; nothing happens after it."""

    def __init__(self, story: Story, end: datetime) -> None:
        """The last day is today, or yesterday while today's last lines are still to be written."""
        self.end = end
        self._zones = _zones(story)
        self.last = end.astimezone(PARIS).date()
        if any(self.moment(text.at, text.author) > end for thread in story.threads for text in thread.texts()):
            self.last -= timedelta(days=1)

    def day(self, number: int) -> date:
        """The day ``number`` days after the last one (before: negative)."""
        return self.last + timedelta(days=number)

    def moment(self, at: str, handle: str) -> datetime:
        """A moment written as "-402 20:25", on the clock of that person."""
        number, clock = at.split()
        return datetime.combine(self.day(int(number)), time.fromisoformat(clock), self._zones[handle])

    def working_hour(self, number: int, handle: str, *about: object) -> datetime:
        """Some moment between nine and six on the clock of that person."""
        minutes = int(9 * 60 * chance("hour", number, handle, *about))
        start = datetime.combine(self.day(number), time(9), self._zones[handle])
        return min(start + timedelta(minutes=minutes), self.end)

    def soon_after(self, moment: datetime, *about: object) -> datetime:
        """Some minutes to hours later; most come early, none after the end."""
        wait = timedelta(minutes=4 + 36 * 60 * chance("soon", *about) ** 3)
        return moment + min(wait, (self.end - moment) * chance("late", *about))


def _zones(story: Story) -> dict[str, ZoneInfo]:
    places = {
        row["slug"]: row["timezone"] for row in (*story.organisation["organisation"], *story.organisation["site"])
    }
    return {row["handle"]: ZoneInfo(places[row["site"] or row["organisation"]]) for row in story.people}
