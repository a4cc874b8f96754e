"""Whether what was changed does better than what it was made from."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from math import sqrt

from passerelle.science.lift import MOST
from passerelle.science.unsure import Because


@dataclass(frozen=True)
class Estimate:
    """The logarithm of a ratio with its 95 % interval, and what was measured."""

    y: float
    low: float
    high: float
    measure: Hashable
    more_is_better: bool


@dataclass(frozen=True)
class Advantage:
    """By how much one effect differs from another, as the logarithm of a ratio, with its 95 % interval."""

    y: float
    low: float
    high: float
    more_is_better: bool

    @property
    def is_better(self) -> bool:
        """Whether the whole interval lies on the better side."""
        return self.low > 0 if self.more_is_better else self.high < 0

    @property
    def is_worse(self) -> bool:
        """Whether the whole interval lies on the other side."""
        return self.high < 0 if self.more_is_better else self.low > 0


def advantage(one: Estimate, other: Estimate) -> Advantage | Because:
    """The difference of two effects that were found independently; different measures, or ways to read one, are not compared.

    Independent variances add up, so each end lies as far from the difference as the root of the sum of the squared distances of the
    ends of the two: where both are normal, this is ``1.96·sqrt(v1 + v2)``. Source: Zou & Donner 2008, Statistics in Medicine 27, 1693.
    """
    if (one.measure, one.more_is_better) != (other.measure, other.more_is_better):
        return Because.MIXED_MEASURES
    y = one.y - other.y
    low = y - sqrt((one.y - one.low) ** 2 + (other.high - other.y) ** 2)
    high = y + sqrt((one.high - one.y) ** 2 + (other.y - other.low) ** 2)
    return Because.TOO_WIDE if max(-low, high) > MOST else Advantage(y, low, high, one.more_is_better)
