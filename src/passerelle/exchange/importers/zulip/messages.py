"""One row of a topic file, checked: what an archive of unknown origin says is not believed before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from math import isfinite
from typing import Any

from passerelle.lib.text import one_line

LARGEST_ID = 2**63 - 1
SENDER_LENGTH = 120
# Zulip began in 2012; what claims to be older, or from the next century, has a broken clock.
EARLIEST, LATEST = 946_684_800, 4_102_444_800


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the archive tells it: no user id, so a sender is a name."""

    id: int
    sender: str
    sent_at: datetime
    html: str


class BrokenRow(Exception):
    """The row cannot become a message; the message is the reason the report lists."""


def read_message(row: Any) -> Message:
    """The message in a row; raises BrokenRow."""
    if not isinstance(row, dict):
        raise BrokenRow("not a message")
    number, sent, html = _number(row.get("id")), _number(row.get("timestamp")), row.get("content")
    if number is None or number != int(number) or not 0 < number <= LARGEST_ID:
        raise BrokenRow("no id")
    sender = row.get("sender_full_name")
    name = _name(sender) if isinstance(sender, str) else ""
    if not name:
        raise BrokenRow("no sender")
    if sent is None or not EARLIEST <= sent <= LATEST:
        raise BrokenRow("no time")
    if not isinstance(html, str) or not html.strip():
        raise BrokenRow("no text")
    return Message(int(number), name, datetime.fromtimestamp(sent, UTC), html)


def _name(sender: str) -> str:
    return _tidied(sender) if len(sender) <= SENDER_LENGTH else one_line(sender, SENDER_LENGTH)


@lru_cache(maxsize=1024)  # a few people write most of an archive; names that would fill the memory are not kept
def _tidied(sender: str) -> str:
    return one_line(sender, SENDER_LENGTH)


def _number(value: Any) -> int | float | None:
    """A finite number; Python's JSON also reads NaN, Infinity and, as a number, true."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isinstance(value, int) or isfinite(value) else None
