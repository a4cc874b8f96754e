"""Where a list that is ordered by time goes on: a moment, and the row's id among those of the same moment."""

from __future__ import annotations

from datetime import UTC, datetime


def make_cursor(moment: datetime, number: int) -> str:
    """The place of a row as text for a URL."""
    return f"{moment.isoformat()}~{number}"


def parse_cursor(cursor: str) -> tuple[datetime, int] | None:
    """Moment and id of a cursor; None for an empty or damaged one, which starts at the top."""
    moment, _, number = cursor.partition("~")
    try:
        parsed = datetime.fromisoformat(moment.replace(" ", "+"))
        if parsed.tzinfo is None:
            return None
        parsed = parsed.astimezone(UTC)  # not possible for the first and last day of all
    except (ValueError, OverflowError):
        return None
    return (parsed, int(number)) if number.isdecimal() and len(number) < 19 else None
