"""What several places found, taken together, and what the next one may expect."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

from passerelle.science.lift import MOST, Lift
from passerelle.science.proportions import wilson
from passerelle.science.sharing import Group, beside_the_same
from passerelle.science.student import half_width
from passerelle.science.unsure import Because

PREDICTS, PRECISE = 3, 5  # places


@dataclass(frozen=True)
class Pooled:
    """The mean of the logarithms, its 95 % interval, how much places differ (``tau2``), and what one more place may expect."""

    sites: int
    mean: float
    low: float
    high: float
    tau2: float
    se: float
    se_spread: float  # by Hartung and Knapp; the wider of the two counts
    prediction: tuple[float, float] | Because

    @property
    def is_imprecise(self) -> bool:
        """Fewer than five places: the prediction is a first sketch."""
        return self.sites < PRECISE


def pool(lifts: Sequence[Lift], measures: Sequence[Hashable] = ()) -> Pooled | Because:
    """The random-effects mean of DerSimonian and Laird, with the interval of Hartung and Knapp that is never narrower than theirs.

    ``measures`` say what each place measured, one for each lift or none; different ones are not pooled. Leave the place of origin out:
    it was chosen because it went well there. The prediction is ``mean ± t(k-2)·sqrt(tau2 + se²)`` and needs three places.
    Source: science.md §1.15; places that were compared with the same bear its luck together (``sharing``), by generalised least squares.
    """
    if len(set(measures)) > 1:
        return Because.MIXED_MEASURES
    k = len(lifts)
    if k < 2:
        return Because.TOO_FEW_SITES
    tau2 = _between(lifts)
    weighing = [Group.of(group, tau2) for group in beside_the_same(lifts)]
    total = sum(group.weight for group in weighing)
    mean = sum(group.sum for group in weighing) / total
    se = sqrt(1 / total)
    se_spread = sqrt(sum(group.spread(mean) for group in weighing) / ((k - 1) * total))
    half = half_width(k - 1, max(se, se_spread) ** 2)
    return Pooled(k, mean, mean - half, mean + half, tau2, se, se_spread, _next(k, mean, tau2 + se * se))


def _between(lifts: Sequence[Lift]) -> float:
    """The variance between places, by the method of moments; never negative."""
    weighing = [Group.of(group, 0.0) for group in beside_the_same(lifts)]
    total = sum(group.weight for group in weighing)
    fixed = sum(group.sum for group in weighing) / total
    q = sum(group.spread(fixed) for group in weighing)
    expected = sum(group.trace for group in weighing) - sum(group.squares for group in weighing) / total
    return max(0.0, (q - (len(lifts) - 1)) / expected)


def _next(k: int, mean: float, variance: float) -> tuple[float, float] | Because:
    if k < PREDICTS:
        return Because.TOO_FEW_SITES
    half = half_width(k - 2, variance)
    return Because.TOO_WIDE if abs(mean) + half > MOST else (mean - half, mean + half)


@dataclass(frozen=True)
class Successes:
    """At how many of the places that measured it probably helped, with the 95 % interval of that share."""

    good: int
    of: int
    low: float
    high: float


def successes(lifts: Sequence[Lift], *, more_is_better: bool) -> Successes | Because:
    """Places with a measured lift whose one-sided 90 % bound is on the good side. Who never measured is no success: say how many."""
    if not lifts:
        return Because.TOO_FEW_SITES
    good = sum(lift.is_good(more_is_better=more_is_better) for lift in lifts)
    return Successes(good, len(lifts), *wilson(good, len(lifts)))


def retained(replicas: Sequence[Lift], origin: Lift) -> float | Because:
    """How much of the effect travels: the mean ``y`` elsewhere by that of the origin, as a share that may be below 0 or above 1.

    Only where the origin clearly has one (its 95 % interval leaves nothing out). Source: science.md §1.15.
    """
    low, high = origin.interval
    if low <= 0 <= high:
        return Because.NO_EFFECT_AT_ORIGIN
    together = pool(replicas)
    return together if isinstance(together, Because) else together.mean / origin.y
