"""How good an order of results is, how sure one is of it, and one order made of several.

Source: science.md §3.3.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from random import Random
from statistics import fmean
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

DRAWS = 2_000
FLATTENING = 60
"""The ``k`` of reciprocal rank fusion."""

RELEVANT = 2
"""From this grade of 0 to 3 on something would have helped."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How much better one order is than another on the same questions, with its 95 % interval."""

    mean: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def reciprocal_rank(order: Sequence[T], right: Collection[T], depth: int = 10) -> float:
    """One divided by the place of the first right one; 0 when none is among the first ``depth``."""
    return next((1 / place for place, one in enumerate(order[:depth], 1) if one in right), 0.0)


def recall(order: Sequence[T], right: Collection[T], depth: int) -> float:
    """The share of the right ones among the first ``depth``. Raises ValueError when there is no right one."""
    if not right:
        raise ValueError("nothing to recall")
    return len(set(order[:depth]).intersection(right)) / len(set(right))


def cross_unit_recall(
    order: Sequence[T], grades: Mapping[T, int], units: Mapping[T, Hashable], own: Hashable, depth: int
) -> float | None:
    """The recall of what another unit knows: None when no other unit knows anything that helps.

    What belongs to no unit is nobody else's, and does not count.
    """
    elsewhere = {one for one, grade in grades.items() if grade >= RELEVANT and units.get(one) not in {None, own}}
    return recall(order, elsewhere, depth) if elsewhere else None


def ndcg(order: Sequence[T], grades: Mapping[T, float], depth: int = 10) -> float:
    """Discounted gain against the best possible order of all that was judged, found or not; the gain is the grade itself.

    Raises ValueError when nothing was judged to be worth anything.
    """
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    if ideal == 0:
        raise ValueError("nothing is worth finding")
    return _gain([grades.get(one, 0.0) for one in order[:depth]]) / ideal


def fuse(orders: Sequence[Sequence[T]], weights: Sequence[float] = (), k: int = FLATTENING) -> dict[T, float]:
    """Reciprocal rank fusion, best first: the sum of ``weight / (k + rank)``, each order weighing 1 unless it is said.

    Of equals the one an earlier order has higher comes first.
    """
    scores: dict[T, float] = {}
    for order, weight in zip(orders, weights or [1.0] * len(orders), strict=True):
        for rank, one in enumerate(order, 1):
            scores[one] = scores.get(one, 0.0) + weight / (k + rank)
    return dict(sorted(scores.items(), key=lambda pair: -pair[1]))


def paired_bootstrap(one: Sequence[float], other: Sequence[float], draws: int = DRAWS, seed: int = 0) -> Difference:
    """The mean of ``one`` minus that of ``other`` over the same questions, questions drawn anew ``draws`` times.

    Raises ValueError when they do not belong together.
    """
    differences = [a - b for a, b in zip(one, other, strict=True)]
    if not differences:
        raise ValueError("no question was asked")
    random, count = Random(seed), len(differences)  # noqa: S311  # the same draws at every run
    means = sorted(sum(random.choices(differences, k=count)) / count for _ in range(draws))
    return Difference(fmean(differences), means[int(draws * 0.025)], means[int(draws * 0.975)])


def _gain(grades: Sequence[float]) -> float:
    return sum(grade / log2(place + 1) for place, grade in enumerate(grades, 1))
