"""What changed where something was taken up, beside places where it was not."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import exp, isfinite, log, sqrt
from statistics import fmean, variance

from passerelle.science.proportions import Z95
from passerelle.science.unsure import Because

PERIODS = 8  # before and after, at least
LARGEST = 1e12  # of a number somebody may have meant
MOST = log(100)  # a hundredfold change is a typing error or another unit
Z90_ONE_SIDED = 1.2815515655446004


@dataclass(frozen=True)
class Lift:
    """A change as the natural logarithm of a ratio, ``y``, and its variance ``v``; ratios of different units compare.

    ``beside`` is what it was compared with, and ``v_beside`` the part of ``v`` that comes from there: all that were compared with the same
    bear it together.
    """

    y: float
    v: float
    beside: Hashable = None
    v_beside: float = 0.0

    @property
    def share(self) -> float:
        """The change as a share of what would have been: 0.12 is 12 % more."""
        return exp(self.y) - 1

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of ``y``."""
        half = Z95 * sqrt(self.v)
        return self.y - half, self.y + half

    def is_good(self, *, more_is_better: bool) -> bool:
        """Whether the one-sided 90 % bound lies on the good side: then it probably helped."""
        return (self.y if more_is_better else -self.y) > Z90_ONE_SIDED * sqrt(self.v)


def compared_lift(
    pre: Sequence[float], post: Sequence[float], control_pre: Sequence[float], control_post: Sequence[float]
) -> Lift | Because:
    """Difference in differences of logarithms (grade B): the periods before and after, here and at places that changed nothing.

    ``y = ln(post/pre) - ln(cpost/cpre)`` of the means, ``v`` the sum over the four of s²/(k·mean²). All numbers in one unit, more than
    nothing on average, each list of at least ``PERIODS``. Source: science.md §1.15.
    """
    if not control_pre or not control_post:
        return Because.NO_COMPARISON
    cells = (pre, post, control_pre, control_post)
    if any(len(cell) < PERIODS for cell in cells):
        return Because.TOO_FEW_PERIODS
    if any(not isfinite(one) or abs(one) > LARGEST for cell in cells for one in cell):
        return Because.TOO_LARGE
    means = [fmean(cell) for cell in cells]
    if min(means) <= 0 or any(one < 0 for cell in cells for one in cell):
        return Because.NOT_POSITIVE
    parts = [variance(cell) / (len(cell) * mean * mean) for cell, mean in zip(cells, means, strict=True)]
    v = sum(parts)
    before, after, other_before, other_after = means
    y = log(after / before) - log(other_after / other_before)
    if v <= 0:
        return Because.NO_SPREAD
    if abs(y) > MOST:
        return Because.TOO_LARGE
    return Lift(y, v, beside=(tuple(control_pre), tuple(control_post)), v_beside=sum(parts[2:]))
