"""What pages say of trends: their signals, those the reader may see and no others, and how they come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from passerelle.communities.reading import readable_ids
from passerelle.contributions import rules as contribution_rules
from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.kinds.innovation.trend.models import Kept, Placing, Rethought, Trend
from passerelle.kinds.innovation.trend.picture import Heard, picture
from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
from passerelle.science.bursts import BEFORE_DAYS, RECENT_DAYS
from passerelle.trail import rules
from passerelle.trail.models import COUNTED, Link, Relation, Status

LIVE = ("watched", "taken_up")
SHOWN = 50  # signals on the page of a trend
OFFERED = 50  # trends to choose from
OFFERED_SIGNALS = 200  # to split off
FEWEST_TO_SPLIT = 2  # signals
LOOKED_AT = 200  # trends, of which those one answers for are offered


@dataclass(frozen=True, slots=True)
class Group:
    """Signals that say the same: the words they share, and what they say."""

    first: Card
    words: tuple[str, ...]
    signals: tuple[Card, ...]


def page(actor: Actor, contribution: Contribution) -> dict[str, Any]:
    """The page of a trend: picture, signals as cards, newest first, and what the reader may do about them."""
    heard = signals_of(actor, [contribution.pk])[contribution.pk]
    proposed = _proposed(actor, contribution)
    answers = bool(contribution_rules.is_alive(contribution) and rules.answers_for(contribution, actor))
    return {
        "picture": picture(heard, totals(actor), now()),
        "signals": cards(actor, [one.id for one in heard[:SHOWN]], pictures=False),
        "proposed": cards(actor, proposed, pictures=False) if answers else [],
        "reasons": reasons(actor, proposed) if answers and proposed else {},
        "answers": answers,
        **(_asked(actor, contribution, heard) if answers else {"part": None, "close": []}),
    }


def part_of(actor: Actor, contribution: Contribution) -> Group | None:
    """The signals that would make a trend of their own, as far as they still stand in this one and the reader sees them.

    Raises Refused for whoever does not answer for it.
    """
    rules.answers_for(contribution, actor).require()
    heard = signals_of(actor, [contribution.pk])[contribution.pk]
    part: Group | None = _asked(actor, contribution, heard)["part"]
    return part


def whole_of(actor: Actor, contribution: Contribution) -> list[int]:
    """The newest signals the reader sees in a trend, to choose from.

    Raises Refused for whoever does not answer for it, and where there are less than two.
    """
    rules.answers_for(contribution, actor).require()
    heard = signals_of(actor, [contribution.pk])[contribution.pk]
    if len(heard) < FEWEST_TO_SPLIT:
        raise Refused(_("There are not two signals in this trend: nothing can be split off."))
    return [one.id for one in heard[:OFFERED_SIGNALS]]


def _asked(actor: Actor, contribution: Contribution, heard: Sequence[Heard]) -> dict[str, Any]:
    """Whether this would be two trends, or one with another: what a person who answers for it is asked."""
    found = Rethought.objects.filter(trend=contribution).first()
    if found is None:
        return {"part": None, "close": []}
    here = {one.id for one in heard}
    parts = [[pk for pk in part if pk in here] for part in found.parts]
    beside, wholes = _kept(contribution)
    is_asked = len(parts) > 1 and bool(parts[0]) and not any(_much_the_same(parts[1], whole) for whole in wholes)
    apart = cards(actor, parts[1], pictures=False) if is_asked else []
    living = Contribution.objects.visible_to(actor).filter(
        pk__in=set(found.close) - beside, state__in=LIVE, standing=Standing.PUBLISHED
    )
    close = cards(actor, list(living.order_by("id").values_list("pk", flat=True)), pictures=False)
    return {"part": Group(apart[0], (), tuple(apart)) if apart else None, "close": close}


def _kept(trend: Contribution) -> tuple[set[int], list[list[int]]]:
    """What people answered with no: the trends it is not one with, whichever of the two was asked, and parts that belong to it."""
    rows = Kept.objects.filter(Q(trend=trend) | Q(other=trend)).values_list("trend_id", "other_id", "signals")
    answers = list(rows)
    beside = {end for one, other, _signals in answers if other for end in (one, other)} - {trend.pk}
    return beside, [signals for _one, other, signals in answers if not other]


def _much_the_same(part: Sequence[int], other: Sequence[int]) -> bool:
    """Half of what stands in either stands in both."""
    both, either = set(part) & set(other), set(part) | set(other)
    return 2 * len(both) >= len(either)


def signals_of(actor: Actor, trends: Sequence[int]) -> dict[int, list[Heard]]:
    """The signals of each trend that this reader may see, newest first; one statement."""
    found: dict[int, list[Heard]] = {trend: [] for trend in trends}
    for trend, signal, at, person, unit, name in _signals(actor, trends):
        known = (unit or 0, name or "") if actor.is_staff else (0, "")
        found[trend].append(Heard(signal, at, person or 0, *known))
    return found


def totals(actor: Actor) -> tuple[int, int]:
    """All signals this reader may see, of the last 28 days and of the 112 before."""
    end = now()
    recent, first = end - timedelta(days=RECENT_DAYS), end - timedelta(days=RECENT_DAYS + BEFORE_DAYS)
    seen = Contribution.objects.visible_to(actor).filter(
        pk__in=Signal.objects.values("pk"), standing=Standing.PUBLISHED
    )
    dated = seen.annotate(at=Coalesce("happened_at", "created_at")).filter(at__gt=first, at__lte=end)
    counts = dated.aggregate(recent=Count("pk", filter=Q(at__gt=recent)), before=Count("pk", filter=Q(at__lte=recent)))
    return counts["recent"], counts["before"]


def reasons(actor: Actor, signals: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Why Passerelle proposes these signals: the words each shares, and what it is like, of what the reader may see."""
    found = {placing.signal_id: placing for placing in Placing.objects.filter(signal_id__in=signals)}
    nearest = cards(actor, sorted({pk for placing in found.values() for pk in placing.nearest}), pictures=False)
    by_id = {card.id: card for card in nearest if not card.is_tombstone}
    return {
        pk: {"words": placing.words, "nearest": [by_id[one] for one in placing.nearest if one in by_id]}
        for pk, placing in found.items()
    }


def trends_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """Trends a signal may be put into, by public id, with the community each is in."""
    return _labelled(actor, _living(actor)[:OFFERED])


def trends_beside(actor: Actor, contribution: Contribution) -> list[tuple[str, str]]:
    """The other trends the actor answers for, the same way. Raises Refused unless they answer for this one."""
    rules.answers_for(contribution, actor).require()
    others = list(_living(actor).exclude(pk=contribution.pk)[:LOOKED_AT])
    answered = rules.answering(actor, others)
    return _labelled(actor, [one for one in others if one.pk in answered])


def _living(actor: Actor) -> QuerySet[Contribution]:
    seen = Contribution.objects.visible_to(actor).filter(pk__in=Trend.objects.values("pk"), state__in=LIVE)
    alive = seen.filter(standing=Standing.PUBLISHED, home__archived_at=None)
    return alive.select_related("body", "home").order_by("-pk")


def _labelled(actor: Actor, trends: Iterable[Contribution]) -> list[tuple[str, str]]:
    named = readable_ids(actor)
    return [(row.pid, f"{row.name} · {row.home.name}" if row.home_id in named else row.name) for row in trends]


def trends_of(actor: Actor, signals: Sequence[int]) -> dict[int, list[Any]]:
    """Signal → the trends it stands in, as cards, of those the reader may see. Of what is no signal nothing is said."""
    known: dict[int, list[int]] = {signal: [] for signal in _are_signals(signals)}
    for trend, signal in _trends(actor, list(known)) if known else ():
        known[signal].append(trend)
    by_id = {card.id: card for card in cards(actor, [pk for trends in known.values() for pk in trends], pictures=False)}
    return {signal: [by_id[pk] for pk in trends if pk in by_id] for signal, trends in known.items()}


def _proposed(actor: Actor, contribution: Contribution) -> list[int]:
    links = _links(actor).filter(later=contribution, status=Status.PROPOSED, earlier__standing=Standing.PUBLISHED)
    return list(links.order_by("id").values_list("earlier_id", flat=True)[:SHOWN])


def _links(actor: Actor) -> Any:
    return Link.objects.visible_to(actor).filter(relation=Relation.OBSERVED_IN)


@prepared
def _signals(actor: Actor, trends: Sequence[int]) -> QuerySet[Any, Any]:
    links = Link.objects.visible_to(actor).filter(relation=Relation.OBSERVED_IN, status__in=COUNTED)
    dated = links.annotate(at=Coalesce("earlier__happened_at", "earlier__created_at"))
    columns = ("later_id", "earlier_id", "at", "earlier__author_id", "earlier__author__unit_id")
    found: QuerySet[Any, Any] = dated.filter(later_id__in=trends, earlier__standing=Standing.PUBLISHED)
    return found.order_by("-at", "-earlier_id").values_list(*columns, "earlier__author__unit__name")


@prepared
def _trends(actor: Actor, signals: Sequence[int]) -> QuerySet[Any, Any]:
    links = Link.objects.visible_to(actor).filter(relation=Relation.OBSERVED_IN, status__in=COUNTED)
    found: QuerySet[Any, Any] = links.filter(earlier_id__in=signals).order_by("id")
    return found.values_list("later_id", "earlier_id")


@prepared
def _are_signals(ids: Sequence[int]) -> QuerySet[Any, Any]:
    return Signal.objects.filter(contribution_id__in=ids).values_list("contribution_id", flat=True)
