"""Which measurements are told together: of each site the last one, of what most of them measured, in one unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from passerelle.kinds.innovation.practice.models import Measurement
from passerelle.science.lift import MOST, Lift
from passerelle.science.pooling import Pooled, Successes, pool, retained, successes
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


def compared(measured: Sequence[tuple[Measurement, Lift | Because]]) -> Compared:
    """A site counts once, with what it measured last; what most sites measured is taken together, of as many the first."""
    last = {(one.adoption_id, measure_of(one)): (one, lift) for one, lift in measured if isinstance(lift, Lift)}
    at_sites = Counter(what for site, what in last if site is not None)
    asked = at_sites or Counter(what for _site, what in last)
    if not asked:
        return Compared([], *[Because.TOO_FEW_SITES] * 3)
    [(common, sites)] = asked.most_common(1)
    if sites == 1 < len({site for site, _what in last if site is not None}):
        return Compared([], *[Because.MIXED_MEASURES] * 3)
    found = [(one, lift) for (_site, what), (one, lift) in last.items() if what == common]
    origin = [(one, lift) for one, lift in found if one.adoption_id is None]
    others = [(one, lift) for one, lift in found if one.adoption_id is not None]
    lifts = [lift for _one, lift in others]
    good = successes(lifts, more_is_better=common[2])
    pooled = _bounded(pool(lifts))
    if isinstance(pooled, Because):
        return Compared(origin + others, pooled, good, pooled)
    kept = retained(lifts, origin[0][1]) if origin else Because.NO_EFFECT_AT_ORIGIN
    return Compared(origin + others, pooled, good, kept)


def _bounded(pooled: Pooled | Because) -> Pooled | Because:
    """An interval that reaches beyond a hundredfold tells nothing."""
    if isinstance(pooled, Pooled) and max(-pooled.low, pooled.high) > MOST:
        return Because.TOO_WIDE
    return pooled


def measure_of(one: Measurement) -> Measure:
    """What was measured, in which unit, and which way is good: the same at all that are taken together."""
    return one.outcome.metric.casefold(), one.outcome.unit.casefold(), one.more_is_better
