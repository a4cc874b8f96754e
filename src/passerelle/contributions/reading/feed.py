"""Feeds: an index range over placements, newest first, each contribution once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.communities.reading import memberships
from passerelle.contributions import panels
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Placement
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.contributions.reading.cursors import make_cursor, parse_cursor
from passerelle.contributions.reading.newest import Newest
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared

PAGE = 20
PINS = 5
SPARE = 9  # placements read beyond a page: some show what is on it already
COLUMNS = ("contribution_id", "placed_at", "pk", "community_id")
Moment = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything."""

    kind: str = ""
    only: str = ""  # a named filter of the kind
    topic: str = ""
    newer: str = ""  # a cursor: only what came after it


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Some cards, and where the next ones start."""

    cards: list[Card]
    next_cursor: str
    newest: str
    pinned: list[Card] = field(default_factory=list)


def feed(
    actor: Actor,
    communities: Collection[int],
    *,
    filters: Filters = Filters(),
    cursor: str = "",
    size: int = PAGE,
    pins: bool = False,
) -> FeedPage:
    """The cards placed in these communities, newest placement first; with ``pins`` what is pinned there as well.

    ``communities`` must be readable ids; contributions are read through visible_to all the same.
    """
    rows = _rows(communities, filters, parse_cursor(cursor), size + 1) if communities else []
    shown = rows[:size]
    on_top = _pinned(communities) if pins and communities else []
    placed = {row[0]: (row[1], row[3]) for row in (*on_top, *shown)}
    known = {card.id: card for card in cards(actor, list(placed))}
    _mark_new(actor, known.values(), placed)
    _add_feet(actor, known.values())
    pinned = {row[0]: replace(known[row[0]], pinned=True) for row in on_top if row[0] in known}
    found = [known[row[0]] for row in shown if row[0] in known and row[0] not in pinned]
    following = make_cursor(shown[-1][1], shown[-1][2]) if len(rows) > size else ""
    newest = make_cursor(shown[0][1], shown[0][2]) if shown else ""
    return FeedPage(found, following, newest, list(pinned.values()))


def _rows(communities: Collection[int], filters: Filters, before: Moment | None, wanted: int) -> list[tuple[Any, ...]]:
    """Placements newest first, each contribution where it was placed last."""
    if filters != Filters():
        kind = get_kind(filters.kind)
        if filters.kind and kind.retired:
            return []  # what is not offered is not asked for: each kind and filter makes a statement of its own
        only = filters.only if filters.only in kind.filters else ""
        after = parse_cursor(filters.newer) or (None, None)
        start, topic = before or (None, None), filters.topic or None
        return _filtered(communities, topic, *start, *after, size=wanted, kind=filters.kind, only=only)
    found: list[tuple[Any, ...]] = []
    while len(found) < wanted:
        window = _window(communities, *(before or (None, None)), size=wanted + SPARE)
        found += [row[:4] for row in window if not row[4]]
        if len(window) < wanted + SPARE:
            break
        before = window[-1][1], window[-1][2]
    return found[:wanted]


@prepared
def _window(
    communities: Collection[int], before: datetime | None, before_pk: int | None, *, size: int
) -> QuerySet[Placement, tuple[Any, ...]]:
    """The newest placements, and of each whether a newer one shows the same contribution."""
    start = None if before is None or before_pk is None else (before, before_pk)
    places = Placement.objects.filter(pk__in=Newest(communities, size, start))
    again = Exists(_newer_twin(communities))
    return places.order_by("-placed_at", "-pk").values_list(*COLUMNS, again)


@prepared
def _filtered(
    communities: Collection[int],
    topic: str | None,
    before: datetime | None,
    before_pk: int | None,
    after: datetime | None,
    after_pk: int | None,
    *,
    size: int,
    kind: str,
    only: str,
) -> QuerySet[Placement, tuple[Any, ...]]:
    places = Placement.objects.filter(~Exists(_newer_twin(communities)), community_id__in=communities, listed=True)
    if before is not None and before_pk is not None:
        places = places.filter(Q(placed_at__lt=before) | Q(placed_at=before, pk__lt=before_pk))
    if after is not None and after_pk is not None:
        places = places.filter(Q(placed_at__gt=after) | Q(placed_at=after, pk__gt=after_pk))
    if kind:
        places = places.filter(contribution__kind_slug=kind)
    if named := get_kind(kind).filters.get(only):
        places = places.filter(contribution_id__in=Contribution.objects.filter(named[1]).values("pk"))
    if topic is not None:
        places = places.filter(contribution__topics__pid=topic)
    return places.order_by("-placed_at", "-pk").values_list(*COLUMNS)[:size]


@prepared
def _pinned(communities: Collection[int]) -> QuerySet[Placement, tuple[Any, ...]]:
    """What the community managers pinned, latest pin first."""
    places = Placement.objects.filter(community_id__in=communities, listed=True, pinned_at__isnull=False)
    return places.order_by("-pinned_at").values_list(*COLUMNS)[:PINS]


def _newer_twin(communities: Collection[int]) -> QuerySet[Placement]:
    later = Q(placed_at__gt=OuterRef("placed_at")) | Q(placed_at=OuterRef("placed_at"), pk__gt=OuterRef("pk"))
    twins = Placement.objects.filter(later, contribution_id=OuterRef("contribution_id"), listed=True)
    return twins.within(communities)


def _mark_new(actor: Actor, found: Collection[Card], placed: dict[int, tuple[datetime, int]]) -> None:
    mine = memberships(actor)
    for card in found:
        at, community = placed[card.id]
        card.is_new = community in mine and at > mine[community].seen_at and card.author_id != actor.own_id


def _add_feet(actor: Actor, found: Collection[Card]) -> None:
    feet = panels.fill("card.foot", actor, [card.id for card in found])
    for card in found:
        card.foot = feet.get(card.id, [])
