"""What people look for, and whether something is known about it: demand beside coverage, topic by topic.

A topic is covered by one article within its review interval and two people who agreed to be asked. Demand is counted in people, each once
a topic, so that nobody's persistence makes a gap. Source: science.md §1.13.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from passerelle.science.publication import MINIMUM, require_threshold

ARTICLES = 1
PEOPLE = 2
DAYS = 91  # of demand

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Demand:
    """How much was asked and searched about a topic, and by how many different people at the least."""

    asked: int
    searched: int
    people: int

    @property
    def whole(self) -> int:
        """Both together."""
        return self.asked + self.searched


@dataclass(frozen=True, slots=True)
class Supply:
    """What there is: articles that were looked at in time, people who agreed to be asked."""

    articles: int = 0
    people: int = 0

    @property
    def covers(self) -> bool:
        """Whether somebody who looks finds something to read and somebody to ask."""
        return self.articles >= ARTICLES and self.people >= PEOPLE


@dataclass(frozen=True, slots=True)
class Coverage(Generic[T]):
    """The share of demand that meets something (None where nothing was looked for), the gaps, and what is pooled as other."""

    share: float | None
    gaps: tuple[T, ...]
    told: tuple[T, ...]
    pooled: int


def coverage(demand: Mapping[T, Demand], supply: Mapping[T, Supply], *, k: int = MINIMUM) -> Coverage[T]:
    """Weigh what is covered by what is looked for; topics looked for by fewer than ``k`` people are pooled, and count as not covered.

    Gaps are the told topics that nothing covers, the most wanted first; equal ones in their order. Raises ValueError for ``k`` below
    MINIMUM.
    """
    require_threshold(k)
    told = [topic for topic, wanted in demand.items() if wanted.people >= k and wanted.whole]
    whole = sum(wanted.whole for wanted in demand.values())
    covered = {topic for topic in told if supply.get(topic, Supply()).covers}
    met = sum(demand[topic].whole for topic in covered)
    gaps = sorted((topic for topic in told if topic not in covered), key=lambda topic: -demand[topic].whole)
    pooled = whole - sum(demand[topic].whole for topic in told)
    return Coverage(met / whole if whole else None, tuple(gaps), tuple(told), pooled)
