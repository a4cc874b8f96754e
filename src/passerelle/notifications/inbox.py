"""The inbox page: groups of lines by day, the same number of queries however many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from passerelle.communities.models import Community
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.lib.pagination import after, cut, position
from passerelle.lib.prepared import prepared
from passerelle.notifications.boxes import BOXES, Box, box_of
from passerelle.notifications.families import Family, reasons_of
from passerelle.notifications.grouping import Group, groups
from passerelle.notifications.lines import RELATED
from passerelle.notifications.models import Notice
from passerelle.notifications.moments import days, offers
from passerelle.notifications.reading import notices
from passerelle.people.actions import refusing_address

PAGE = 30
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """The groups of one day of the reader's own calendar."""

    on: date
    is_today: bool
    is_yesterday: bool
    is_tomorrow: bool
    is_this_year: bool
    groups: list[Group] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for: a box, one family of reasons, one community, and where to read on."""

    box: Box
    why: str
    where: str
    cursor: str

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """Read it from the query string; what it does not know narrows nothing."""
        why = query.get("why", "")
        where = query.get("in", "")[:20]
        return cls(box_of(query.get("show", "")), why if why in Family.values else "", where, query.get("cursor", ""))

    def address(self, **instead: str) -> str:
        """The page with this wish, or with another in place of part of it; without a cursor it begins at the top."""
        wish = {"show": self.box.slug, "why": self.why, "in": self.where, **instead}
        query = urlencode({name: value for name, value in wish.items() if value})
        return reverse("inbox") + (f"?{query}" if query else "")

    @property
    def narrows(self) -> bool:
        """Whether only some of a box are shown."""
        return bool(self.why or self.where)


def context(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """One page of one box."""
    wanted, moment = Wanted.of(query), now()
    start = position(Notice, wanted.box.order, wanted.cursor) or (None, None)
    heads = _heads(actor, moment, wanted.where or None, *start, box=wanted.box.slug, why=wanted.why)
    shown = cut(heads, order=wanted.box.order, size=PAGE)
    return {
        "wanted": wanted,
        "boxes": list(BOXES.values()),
        "families": Family.choices,
        "communities": _communities(actor),
        "days": _days(groups(actor, shown.rows, wanted.box, moment), wanted.box),
        "newest": max((row.pk for row in shown.rows), default=0),
        "next_cursor": shown.next_cursor,
        "refusing": refusing_address(actor.person) if actor.person else None,
        "offers": list(offers(moment)),
        "named_days": days(moment),
        "here": wanted.address(cursor=wanted.cursor),
    }


@prepared
def _heads(
    actor: Actor, moment: datetime, where: str | None, at: datetime | None, pk: int | None, *, box: str, why: str
) -> QuerySet[Notice]:
    found = BOXES[box].heads(actor, moment)
    if why:
        found = found.filter(reason__in=reasons_of(why))
    if where is not None:
        found = found.filter(Q(community__pid=where) | Q(contribution__home__pid=where))
    order = BOXES[box].order
    if at is not None and pk is not None:
        found = found.filter(after(order, (at, pk)))
    return found.select_related(*RELATED).order_by(*order)[: PAGE + 1]


@prepared
def _communities(actor: Actor) -> QuerySet[Community]:
    """Where the lines come from: those the reader may know of."""
    of_lines = notices(actor).order_by().values("community_id")
    return Community.objects.visible_to(actor).filter(pk__in=of_lines).order_by("name")


def _days(shown: Sequence[Group], box: Box) -> list[Day]:
    """By the day a line surfaced, or was done."""
    today = localdate()
    by_day = groupby(shown, key=lambda group: localtime(_stands_at(group, box)).date())
    return [
        Day(on, on == today, on == today - ONE, on == today + ONE, on.year == today.year, list(of_day))
        for on, of_day in by_day
    ]


def _stands_at(group: Group, box: Box) -> datetime:
    return group.head.done_at or group.head.surfaces_at if box.together == "done_at" else group.head.surfaces_at
