"""What rises: the trends a reader may see, those that rise first, in whose words; and what is heard often and has no name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.trend.gathering import FEWEST
from passerelle.kinds.innovation.trend.models import Placing, Trend
from passerelle.kinds.innovation.trend.picture import Picture, picture
from passerelle.kinds.innovation.trend.reading import LIVE, Group, signals_of, totals
from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
from passerelle.trail.models import COUNTED, Link, Relation

MOST = 50
QUOTED = 2
CAME = 3  # things that came of a trend, the newest
ONWARDS = (Relation.DERIVED_FROM, Relation.INSPIRED_BY)
ORDER = ("rises", "probably", "same", "fades", "none")


@dataclass(frozen=True, slots=True)
class Row:
    """A trend: its card, how it comes in, the newest words, and what came of it."""

    card: Card
    picture: Picture
    quotes: tuple[Card, ...]
    came: tuple[Card, ...]


def board(actor: Actor) -> dict[str, Any]:
    """Everything on it; the same number of statements however much that is."""
    seen = Contribution.objects.visible_to(actor).filter(pk__in=Trend.objects.values("pk"), state__in=LIVE)
    trends = list(seen.filter(standing=Standing.PUBLISHED).order_by("-pk").values_list("pk", flat=True)[:MOST])
    heard = signals_of(actor, trends)
    everything, moment = totals(actor), now()
    pictures = {pk: picture(signals, everything, moment) for pk, signals in heard.items()}
    order = sorted(
        trends, key=lambda pk: (ORDER.index(pictures[pk].verdict), -pictures[pk].recent, -pictures[pk].count)
    )
    quotes, came = _shown(actor, {trend: [one.id for one in signals[:QUOTED]] for trend, signals in heard.items()})
    return {
        "rows": [
            Row(card, pictures[card.id], quotes[card.id], came[card.id]) for card in cards(actor, order, pictures=False)
        ],
        "groups": groups(actor),
    }


def group_of(actor: Actor, signal: int) -> Group | None:
    """The group a signal is in, of which this reader may see enough signals; no other is made for it."""
    own = Placing.objects.filter(signal_id=signal).exclude(group=None).values_list("group", flat=True).first()
    found = _groups(actor, Placing.objects.filter(group=own)) if own is not None else []
    return next((one for one in found if signal in {card.id for card in one.signals}), None)


def groups(actor: Actor) -> list[Group]:
    """Groups of which this reader may see enough signals, the largest first."""
    return _groups(actor, Placing.objects.exclude(group=None))


def _groups(actor: Actor, some: QuerySet[Placing]) -> list[Group]:
    placings: dict[int, list[Placing]] = defaultdict(list)
    seen = Contribution.objects.visible_to(actor).filter(standing=Standing.PUBLISHED)
    for placing in some.filter(signal__in=seen.values("pk")).order_by("-signal_id"):
        placings[placing.group or 0].append(placing)
    large = [members for members in placings.values() if len(members) >= FEWEST]
    by_id = {card.id: card for card in cards(actor, [one.signal_id for each in large for one in each], pictures=False)}
    found = [_group([one for one in members if one.signal_id in by_id], by_id) for members in large]
    return sorted(found, key=lambda group: (-len(group.signals), group.first.id))


def _group(members: list[Placing], by_id: dict[int, Card]) -> Group:
    counts: dict[str, int] = defaultdict(int)
    for word in (word for one in members for word in one.words):
        counts[word] += 1
    shared = sorted(counts, key=lambda word: (-counts[word], word))[:4]
    shown = tuple(by_id[one.signal_id] for one in members)
    return Group(shown[-1], tuple(shared), shown)


Shown = dict[int, tuple[Card, ...]]


def _shown(actor: Actor, newest: dict[int, list[int]]) -> tuple[Shown, Shown]:
    """Of each trend its newest signals, and what came of it."""
    came: dict[int, list[int]] = {trend: [] for trend in newest}
    for trend, later in _came(actor, list(newest)):
        if later not in came[trend] and len(came[trend]) < CAME:
            came[trend].append(later)
    ids = [pk for of_trends in (newest, came) for some in of_trends.values() for pk in some]
    by_id = {card.id: card for card in cards(actor, ids, pictures=False)}
    quotes, results = (
        {trend: tuple(by_id[pk] for pk in some if pk in by_id) for trend, some in of_trends.items()}
        for of_trends in (newest, came)
    )
    return quotes, results


@prepared
def _came(actor: Actor, trends: Sequence[int]) -> QuerySet[Any, Any]:
    links = Link.objects.visible_to(actor).filter(relation__in=ONWARDS, status__in=COUNTED)
    found: QuerySet[Any, Any] = links.filter(earlier_id__in=trends, later__standing=Standing.PUBLISHED)
    return found.order_by("-later_id").values_list("earlier_id", "later_id")
