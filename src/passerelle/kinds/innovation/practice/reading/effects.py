"""What it brought: each site that measured it, all together without the place it comes from, and what the next may expect."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log

from django_stubs_ext import StrOrPromise

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.focal import sites_of
from passerelle.kinds.innovation.practice.models import Adoption, Measurement
from passerelle.kinds.innovation.practice.reading.cannot_tell import WORDS
from passerelle.science.lift import Lift, compared_lift
from passerelle.science.pooling import Pooled, Successes, pool, retained, successes
from passerelle.science.unsure import Because
from passerelle.trail.reading.outcomes import number

WIDE, ROW, LEAST, MOST = 300, 24, log(1.25), log(4)


@dataclass(frozen=True, slots=True)
class Effect:
    """One measurement; a mark is drawn where a lift can be told."""

    measurement: Measurement
    site: str
    is_origin: bool
    lift: Lift | Because
    may_confirm: bool

    @property
    def percent(self) -> int | None:
        """The change in percent, None where it cannot be told."""
        return None if isinstance(self.lift, Because) else percent(self.lift.y)

    @property
    def worth(self) -> str:
        """What it is worth in a year, as people write it."""
        return number(self.measurement.worth) or ""

    @property
    def why_not(self) -> StrOrPromise:
        """Why it cannot be told, nothing where it can."""
        return WORDS[self.lift] if isinstance(self.lift, Because) else ""

    @property
    def between(self) -> tuple[int, int] | None:
        """Its 95 % interval in percent."""
        return None if isinstance(self.lift, Because) else _both(self.lift.interval)


@dataclass(frozen=True, slots=True)
class Bar:
    """From where to where, and its middle, in the width of the picture; the row it stands in."""

    low: float
    middle: float
    high: float
    row: int
    sort: str  # site, origin, pooled, next


@dataclass(frozen=True, slots=True)
class Effects:
    """All of it, for one reader."""

    rows: list[Effect]
    pooled: Pooled | Because
    mean: int | None
    between: tuple[int, int] | None
    expected: tuple[int, int] | Because | None
    good: Successes | Because
    kept: int | None  # percent of the origin's effect that travels
    unmeasured: int
    dropped: int
    worth: list[tuple[str, str, int]]  # of what, how much, confirmed by how many sites
    bars: list[Bar]
    high: int

    @property
    def why_not(self) -> StrOrPromise:
        """Why all together cannot be told, nothing where it can."""
        return WORDS[self.pooled] if isinstance(self.pooled, Because) else ""

    @property
    def why_nothing_expected(self) -> StrOrPromise:
        """Why it cannot be told what the next site may expect."""
        return WORDS[self.expected] if isinstance(self.expected, Because) else ""


def effects(actor: Actor, contribution: Contribution) -> Effects | None:
    """None as long as nobody measured anything."""
    known = list(Measurement.objects.filter(practice_id=contribution.pk).select_related("outcome", "adoption__site"))
    if not known:
        return None
    mine = sites_of(contribution, actor.own_id)
    rows = [_effect(actor, mine, one) for one in known]
    told = [(row, row.lift) for row in rows if isinstance(row.lift, Lift)]
    replicas = [(row, lift) for row, lift in told if not row.is_origin]
    lifts = [lift for _row, lift in replicas]
    pooled = pool(lifts, [_measure(row.measurement) for row, _lift in replicas])
    good = _good(replicas, pooled)
    origins = [lift for row, lift in told if row.is_origin]
    share = retained(lifts, origins[0]) if origins and isinstance(pooled, Pooled) else None
    adoptions = list(Adoption.objects.filter(practice_id=contribution.pk))
    measured = {row.measurement.adoption_id for row in rows}
    used = [one for one in adoptions if one.in_use_on is not None]
    bars = _bars(told, pooled)
    return Effects(
        rows=rows,
        pooled=pooled,
        mean=percent(pooled.mean) if isinstance(pooled, Pooled) else None,
        between=_both((pooled.low, pooled.high)) if isinstance(pooled, Pooled) else None,
        expected=_expected(pooled),
        good=good,
        kept=round(100 * share) if isinstance(share, float) else None,
        unmeasured=sum(one.pk not in measured for one in used),
        dropped=sum(one.stage == Adoption.Stage.DROPPED for one in used),
        worth=_worth(known),
        bars=bars,
        high=ROW * len(bars),
    )


def percent(y: float) -> int:
    """A logarithm of a ratio as a change in whole percent."""
    return round(100 * (exp(y) - 1))


def _both(ends: tuple[float, float]) -> tuple[int, int]:
    return percent(ends[0]), percent(ends[1])


def _effect(actor: Actor, mine: Collection[int], one: Measurement) -> Effect:
    site = one.adoption.site if one.adoption else None
    return Effect(
        measurement=one,
        site=site.name if site and actor.is_staff else "",
        is_origin=one.adoption_id is None,
        lift=compared_lift(*one.cells),
        may_confirm=one.confirmed_at is None
        and one.worth is not None
        and site is not None
        and site.pk in mine
        and one.outcome.measured_by_id != actor.own_id,
    )


def _measure(one: Measurement) -> tuple[str, str, bool]:
    return one.outcome.metric.casefold(), one.outcome.unit.casefold(), one.more_is_better


def _good(replicas: Sequence[tuple[Effect, Lift]], pooled: Pooled | Because) -> Successes | Because:
    if pooled == Because.MIXED_MEASURES or not replicas:
        return Because.MIXED_MEASURES if replicas else Because.TOO_FEW_SITES
    return successes([lift for _row, lift in replicas], more_is_better=replicas[0][0].measurement.more_is_better)


def _expected(pooled: Pooled | Because) -> tuple[int, int] | Because | None:
    if isinstance(pooled, Because):
        return None
    return pooled.prediction if isinstance(pooled.prediction, Because) else _both(pooled.prediction)


def _worth(known: Sequence[Measurement]) -> list[tuple[str, str, int]]:
    """Only what the sites confirmed, each unit by itself."""
    confirmed = [one for one in known if one.confirmed_at is not None and one.worth is not None]
    units = sorted({one.worth_unit for one in confirmed})
    sums = {unit: _of(confirmed, unit) for unit in units}
    return [(unit, number(sum(worths, Decimal())) or "", len(worths)) for unit, worths in sums.items()]


def _of(confirmed: Sequence[Measurement], unit: str) -> list[Decimal]:
    return [one.worth for one in confirmed if one.worth_unit == unit and one.worth is not None]


def _bars(told: Sequence[tuple[Effect, Lift]], pooled: Pooled | Because) -> list[Bar]:
    """On one scale of ratios around no change, as wide as the widest, at most from a quarter to four times."""
    spans = [("origin" if row.is_origin else "site", lift.interval[0], lift.y, lift.interval[1]) for row, lift in told]
    if isinstance(pooled, Pooled):
        spans.append(("pooled", pooled.low, pooled.mean, pooled.high))
        if isinstance(pooled.prediction, tuple):
            spans.append(("next", pooled.prediction[0], pooled.mean, pooled.prediction[1]))
    reach = min(MOST, max([LEAST, *(abs(end) for _sort, *ends in spans for end in ends)]))
    return [
        Bar(_at(low, reach), _at(middle, reach), _at(high, reach), row, sort)
        for row, (sort, low, middle, high) in enumerate(spans)
    ]


def _at(y: float, reach: float) -> float:
    return round(WIDE / 2 + max(-1.0, min(1.0, y / reach)) * (WIDE / 2 - 4), 1)
