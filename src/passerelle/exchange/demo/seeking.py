"""What people look for while the story is told: counted as the page counts it, put down each week as the task does."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import translation

from passerelle.exchange.demo.cast import Cast
from passerelle.exchange.demo.days import PARIS
from passerelle.exchange.demo.names import chance
from passerelle.exchange.demo.timeline import Timeline
from passerelle.search.sought.counting import count
from passerelle.search.sought.keeping import keep
from passerelle.search.typed import parse

AT_WORK = timedelta(days=1, hours=10)  # Tuesday: a week is counted by its Monday, whatever the day
NEXT_MONDAY = timedelta(days=7, hours=3)


def seek(timeline: Timeline, cast: Cast) -> None:
    """Have people look for words in the weeks before this one, and have each week put down when it is over."""
    last = datetime.combine(cast.days.last, time(), PARIS)
    for week in cast.story.sought["weeks"]:
        monday = last + timedelta(weeks=week, days=-last.weekday())
        for row in cast.story.sought["sought"]:
            if week in row.get("weeks", [week]):
                timeline.at(monday + AT_WORK, _look, cast, week, row)
        timeline.at(min(monday + NEXT_MONDAY, cast.days.end), keep)


def _look(cast: Cast, week: int, row: dict[str, Any]) -> None:
    """Some of those who use it in this language, others each week."""
    using = [one["handle"] for one in cast.story.people if one["languages"].split(";")[0] == row["language"]]
    using.sort(key=lambda handle: chance("looks", week, row["words"], handle))
    with translation.override(row["language"]):
        for handle in using[: row["people"]]:
            count(cast.actor(handle), parse(row["words"]), found=not row.get("vain", False))
