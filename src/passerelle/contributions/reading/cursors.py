"""Where a list that is ordered by time goes on: a moment, and the row's id among those of the same moment."""

from __future__ import annotations

from datetime import datetime


def make_cursor(moment: datetime, number: int) -> str:
    """The place of a row as text for a URL."""
    return f"{moment.isoformat()}~{number}"


def parse_cursor(cursor: str) -> tuple[datetime, int] | None:
    """Moment and id of a cursor; None for an empty or damaged one, which starts at the top."""
    moment, _, number = cursor.partition("~")
    try:
        parsed = datetime.fromisoformat(moment.replace(" ", "+"))
    except ValueError:
        return None
    return (parsed, int(number)) if parsed.tzinfo and number.isdecimal() and len(number) < 19 else None
