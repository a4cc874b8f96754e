"""Feeds: an index range over placements, newest first, each contribution once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.communities.reading import memberships
from passerelle.contributions import panels
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Placement
from passerelle.contributions.reading.cards import Card, cards
from passerelle.contributions.reading.cursors import make_cursor, parse_cursor
from passerelle.journal.actor import Actor

PAGE = 20
PINS = 5


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
    places = _narrow(Placement.objects.filter(community_id__in=communities, listed=True), filters)
    if len(communities) > 1:
        places = places.filter(~Exists(_newer_twin(communities)))
    if start := parse_cursor(cursor):
        places = places.filter(Q(placed_at__lt=start[0]) | Q(placed_at=start[0], pk__lt=start[1]))
    rows = list(
        places.order_by("-placed_at", "-pk").values_list("contribution_id", "placed_at", "pk", "community_id")[
            : size + 1
        ]
    )
    shown = rows[:size]
    on_top = _pinned_ids(communities) if pins else []
    known = {card.id: card for card in cards(actor, list({*on_top, *(row[0] for row in shown)}))}
    found = [known[row[0]] for row in shown if row[0] in known]
    _mark_new(actor, found, {row[0]: (row[1], row[3]) for row in shown})
    _add_feet(actor, found)
    following = make_cursor(shown[-1][1], shown[-1][2]) if len(rows) > size else ""
    newest = make_cursor(shown[0][1], shown[0][2]) if shown else ""
    pinned = [replace(known[pk], pinned=True) for pk in on_top if pk in known]
    return FeedPage([card for card in found if card.id not in on_top], following, newest, pinned)


def _pinned_ids(communities: Collection[int]) -> list[int]:
    """What the community managers pinned, latest pin first."""
    places = Placement.objects.filter(community_id__in=communities, listed=True, pinned_at__isnull=False)
    return list(places.order_by("-pinned_at").values_list("contribution_id", flat=True)[:PINS])


def _narrow(places: QuerySet[Placement], filters: Filters) -> QuerySet[Placement]:
    if filters.kind:
        places = places.filter(contribution__kind_slug=filters.kind)
        named = get_kind(filters.kind).filters.get(filters.only)
        if named is not None:
            places = places.filter(contribution_id__in=Contribution.objects.filter(named[1]).values("pk"))
    if start := parse_cursor(filters.newer):
        places = places.filter(Q(placed_at__gt=start[0]) | Q(placed_at=start[0], pk__gt=start[1]))
    if filters.topic:
        places = places.filter(contribution__topics__pid=filters.topic)
    return places


def _newer_twin(communities: Collection[int]) -> QuerySet[Placement]:
    later = Q(placed_at__gt=OuterRef("placed_at")) | Q(placed_at=OuterRef("placed_at"), pk__gt=OuterRef("pk"))
    return Placement.objects.filter(
        later, contribution_id=OuterRef("contribution_id"), community_id__in=communities, listed=True
    )


def _mark_new(actor: Actor, found: list[Card], placed: dict[int, tuple[datetime, int]]) -> None:
    mine = memberships(actor)
    for card in found:
        at, community = placed[card.id]
        card.is_new = community in mine and at > mine[community].seen_at and card.author_id != actor.own_id


def _add_feet(actor: Actor, found: list[Card]) -> None:
    feet = panels.fill("card.foot", actor, [card.id for card in found])
    for card in found:
        card.foot = feet.get(card.id, [])
