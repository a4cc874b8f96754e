"""How unevenly something is spread: for groups and for what a product does with people, never a figure of one person."""

from __future__ import annotations

from collections.abc import Sequence


def gini(values: Sequence[float]) -> float:
    """0 when all have the same, towards 1 when one has all. Raises ValueError for nobody, nothing, or less than nothing.

    Source: science.md §1.8 and §6.5.
    """
    ascending = sorted(values)
    total, count = sum(ascending), len(ascending)
    if not count or total <= 0 or ascending[0] < 0:
        raise ValueError("nothing is spread")
    return sum((2 * place - count - 1) * value for place, value in enumerate(ascending, 1)) / (count * total)
