"""Which measurements are told together: of each site the last one, of what most of them measured, in one unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from passerelle.kinds.innovation.practice.models import Measurement
from passerelle.science.lift import MOST, Lift
from passerelle.science.pooling import Pooled, Successes, pool, retained, successes
from passerelle.science.units import unit_code
from passerelle.science.unsure import Because

Measure = tuple[str, str, bool]
Told = tuple[Measurement, Lift]


@dataclass(frozen=True, slots=True)
class Compared:
    """What each place found that counts, the origin first, and all of them but the origin together."""

    told: list[Told]
    pooled: Pooled | Because
    good: Successes | Because
    kept: float | Because
    beside_same: int = 0  # how many of those that are taken together compare themselves with a place another one does


def compared(measured: Sequence[tuple[Measurement, Lift | Because]]) -> Compared:
    """A site counts once, with its latest period (they come ``IN_TURN``); what most measured is taken together, of as many the first."""
    last = {(one.adoption_id, measure_of(one)): (one, lift) for one, lift in measured if isinstance(lift, Lift)}
    at_sites = Counter(what for site, what in last if site is not None)
    asked = at_sites or Counter(what for _site, what in last)
    if not asked:
        return _untold(Because.TOO_FEW_SITES)
    [(common, sites)] = asked.most_common(1)
    if sites == 1 < len({site for site, _what in last if site is not None}):
        return _untold(Because.MIXED_MEASURES)
    found = [(one, lift) for (_site, what), (one, lift) in last.items() if what == common]
    origin = [(one, lift) for one, lift in found if one.adoption_id is None]
    others = [(one, lift) for one, lift in found if one.adoption_id is not None]
    lifts = [lift for _one, lift in others]
    good = successes(lifts, more_is_better=common[2])
    pooled = _bounded(pool(lifts))
    if isinstance(pooled, Because):
        return Compared(origin + others, pooled, good, pooled)
    kept = retained(lifts, origin[0][1]) if origin else Because.NO_EFFECT_AT_ORIGIN
    return Compared(origin + others, pooled, good, kept, _beside_same([one for one, _lift in others]))


def measured_again(measured: Sequence[tuple[Measurement, Lift | Because]]) -> set[int]:
    """Those in whose place a later one of the same place counts: one that can be told, or that can as little as it."""
    last: dict[tuple[int | None, Measure], tuple[int, bool]] = {}
    over: set[int] = set()
    for one, lift in measured:
        where, tells = (one.adoption_id, measure_of(one)), isinstance(lift, Lift)
        before, told = last.get(where, (0, False))
        if tells or not told:
            over.add(before)
            last[where] = one.pk, tells
    return over


def _untold(why: Because) -> Compared:
    return Compared([], why, why, why)


def _beside_same(taken: Sequence[Measurement]) -> int:
    """The same numbers elsewhere are those of one place: what happened there moves all that compare themselves with it."""
    places = Counter((tuple(one.control_pre), tuple(one.control_post)) for one in taken if one.control_post)
    return sum(times for times in places.values() if times > 1)


def _bounded(pooled: Pooled | Because) -> Pooled | Because:
    """An interval that reaches beyond a hundredfold tells nothing."""
    if isinstance(pooled, Pooled) and max(-pooled.low, pooled.high) > MOST:
        return Because.TOO_WIDE
    return pooled


def measure_of(one: Measurement) -> Measure:
    """What was measured, in which unit, and which way is good: the same at all that are taken together."""
    return one.outcome.metric.casefold(), unit_code(one.outcome.unit), one.more_is_better
