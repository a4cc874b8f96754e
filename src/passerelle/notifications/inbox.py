"""The inbox page: lines by day, unread ones first-class, the same number of queries however many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.timezone import localdate, localtime

from passerelle.journal.actor import Actor
from passerelle.lib.pagination import page
from passerelle.notifications.lines import RELATED, NoticeLine, lines
from passerelle.notifications.reading import notices
from passerelle.people.actions import refusing_address

PAGE = 30


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day of the reader's own calendar."""

    on: date
    is_today: bool
    is_yesterday: bool
    is_this_year: bool
    lines: list[NoticeLine] = field(default_factory=list)


def context(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """One page of the inbox; ``show=unread`` narrows it."""
    unread = query.get("show") == "unread"
    rows = notices(actor).select_related(*RELATED)
    if unread:
        rows = rows.filter(read_at=None)
    shown = page(rows, order=("-at", "-pk"), size=PAGE, cursor=query.get("cursor", ""))
    return {
        "days": _days(lines(actor, shown.rows)),
        "newest": max((row.pk for row in shown.rows), default=0),
        "next_cursor": shown.next_cursor,
        "only_unread": unread,
        "refusing": refusing_address(actor.person) if actor.person else None,
    }


def _days(shown: list[NoticeLine]) -> list[Day]:
    today = localdate()
    days = groupby(shown, key=lambda line: localtime(line.at).date())
    return [
        Day(on, on == today, on == today - timedelta(days=1), on.year == today.year, list(of_day))
        for on, of_day in days
    ]
