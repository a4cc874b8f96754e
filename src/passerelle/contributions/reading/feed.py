"""Feeds: an index range over placements, newest first, each contribution once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.communities.models import Membership
from passerelle.contributions import panels
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Placement
from passerelle.contributions.reading.cards import Card, cards
from passerelle.contributions.reading.cursors import make_cursor, parse_cursor
from passerelle.journal.actor import Actor

PAGE = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything."""

    kind: str = ""
    only: str = ""  # a named filter of the kind
    topic: str = ""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Some cards, and where the next ones start."""

    cards: list[Card]
    next_cursor: str
    newest: str


def feed(
    actor: Actor, communities: Collection[int], *, filters: Filters = Filters(), cursor: str = "", size: int = PAGE
) -> FeedPage:
    """The cards placed in these communities, newest placement first.

    ``communities`` must be readable ids; contributions are read through visible_to all the same.
    """
    places = _narrow(Placement.objects.filter(community_id__in=communities, listed=True), filters)
    if len(communities) > 1:
        places = places.filter(~Exists(_newer_twin(communities)))
    if start := parse_cursor(cursor):
        places = places.filter(Q(placed_at__lt=start[0]) | Q(placed_at=start[0], pk__lt=start[1]))
    rows = list(
        places.order_by("-placed_at", "-pk").values_list(
            "contribution_id", "placed_at", "pk", "community_id", "pinned_at"
        )[: size + 1]
    )
    shown = rows[:size]
    found = cards(actor, [row[0] for row in shown])
    _mark_new(actor, found, {row[0]: (row[1], row[3]) for row in shown})
    _add_feet(actor, found)
    following = make_cursor(shown[-1][1], shown[-1][2]) if len(rows) > size else ""
    return FeedPage(found, following, make_cursor(shown[0][1], shown[0][2]) if shown else "")


def newer_count(communities: Collection[int], newest: str) -> int:
    """How many placements came after a feed was shown; counted up to 99."""
    start = parse_cursor(newest)
    places = Placement.objects.filter(community_id__in=communities, listed=True)
    if start:
        places = places.filter(Q(placed_at__gt=start[0]) | Q(placed_at=start[0], pk__gt=start[1]))
    return len(set(places.order_by("-placed_at").values_list("contribution_id", flat=True)[:99]))


def pinned(actor: Actor, community_id: int) -> list[Card]:
    """What the community managers pinned, latest pin first."""
    places = Placement.objects.filter(community_id=community_id, listed=True, pinned_at__isnull=False).order_by(
        "-pinned_at"
    )
    found = cards(actor, list(places.values_list("contribution_id", flat=True)[:5]))
    for card in found:
        card.pinned = True
    return found


def _narrow(places: QuerySet[Placement], filters: Filters) -> QuerySet[Placement]:
    if filters.kind:
        places = places.filter(contribution__kind_slug=filters.kind)
        named = get_kind(filters.kind).filters.get(filters.only)
        if named is not None:
            places = places.filter(contribution_id__in=Contribution.objects.filter(named[1]).values("pk"))
    if filters.topic:
        places = places.filter(contribution__topics__pid=filters.topic)
    return places


def _newer_twin(communities: Collection[int]) -> QuerySet[Placement]:
    later = Q(placed_at__gt=OuterRef("placed_at")) | Q(placed_at=OuterRef("placed_at"), pk__gt=OuterRef("pk"))
    return Placement.objects.filter(
        later, contribution_id=OuterRef("contribution_id"), community_id__in=communities, listed=True
    )


def _mark_new(actor: Actor, found: list[Card], placed: dict[int, tuple[datetime, int]]) -> None:
    seen = dict(
        Membership.objects.filter(
            person_id=actor.own_id, community_id__in={c for _at, c in placed.values()}
        ).values_list("community_id", "seen_at")
    )
    for card in found:
        at, community = placed[card.id]
        card.is_new = community in seen and at > seen[community] and card.author_id != actor.own_id


def _add_feet(actor: Actor, found: list[Card]) -> None:
    feet = panels.fill("card.foot", actor, [card.id for card in found])
    for card in found:
        card.foot = feet.get(card.id, [])
