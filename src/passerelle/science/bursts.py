"""Does it rise? What came in of late, beside what came in before."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import asin, comb, exp, inf, lgamma, log, pi, sqrt

RECENT_DAYS = 28
BEFORE_DAYS = 112
VOLUME_MAY_CHANGE = 0.2  # beyond this, everything rises or falls, and a count must be read against all that came in
CERTAIN = 0.95
SIGNALS, AUTHORS, UNITS = 5, 3, 2  # of late, at least: a burst is heard from several people in more than one place


@dataclass(frozen=True)
class Burst:
    """The evidence.

    ``ratio``: recent rate over earlier rate (infinite where nothing came before). ``p``: the chance of so many or more recent ones if the
    rate had stayed (one-sided, exact). ``posterior``: the probability, 0 to 1, that the rate is higher now.
    """

    ratio: float
    p: float
    posterior: float

    def is_flagged(self, *, signals: int, authors: int, units: int) -> bool:
        """Whether to say "it rises", given how many recent signals there are, by how many people of how many units."""
        return self.posterior >= CERTAIN and signals >= SIGNALS and authors >= AUTHORS and units >= UNITS


def burst(recent: int, before: int, exposure: tuple[int, int] = (RECENT_DAYS, BEFORE_DAYS)) -> Burst:
    """Compare two counts over two exposures (days, or what ``exposure_of`` answers).

    Given the sum, the recent count is binomial if the rate stayed. The posterior has Jeffreys' Gamma(1/2) shapes. Raises ValueError for
    counts below 0 or exposures that are not positive. Source: science.md §3.4, 6.
    """
    if recent < 0 or before < 0 or min(exposure) <= 0:
        raise ValueError("counts are not negative and exposures are positive")
    part = Fraction(exposure[0], sum(exposure))
    ratio = Fraction(recent * exposure[1], before * exposure[0]) if before else inf if recent else 1
    return Burst(float(ratio), _at_least(recent, recent + before, part), 1 - _beta_cdf(float(part), recent, before))


def exposure_of(recent_total: int, before_total: int) -> tuple[int, int]:
    """Against what to read two counts: the days, or all signals of each period when their number a day changed by more than a fifth.

    Raises ValueError for totals below 0. A period without any signal cannot be read against itself: then the days stand.
    """
    if recent_total < 0 or before_total < 0:
        raise ValueError("totals are not negative")
    if not recent_total or not before_total:
        return RECENT_DAYS, BEFORE_DAYS
    change = recent_total * BEFORE_DAYS / (before_total * RECENT_DAYS) - 1
    return (recent_total, before_total) if abs(change) > VOLUME_MAY_CHANGE else (RECENT_DAYS, BEFORE_DAYS)


def _at_least(hits: int, of: int, chance: Fraction) -> float:
    """P(X >= hits) for X binomial, exactly, in whole numbers until the last division."""
    yes, whole = chance.numerator, chance.denominator
    ways = sum(comb(of, each) * yes**each * (whole - yes) ** (of - each) for each in range(hits, of + 1))
    return float(Fraction(ways, whole**of))


def _beta_cdf(x: float, a: int, b: int) -> float:
    """The distribution function of Beta(a + 1/2, b + 1/2) at 0 < x < 1, for whole a and b.

    From the arcsine law, Beta(1/2, 1/2), one step up in each parameter at a time (DLMF 8.17.20 and 8.17.21): these few lines need
    no library of special functions, which would cost each process 40 MB.
    """
    value = 2 / pi * asin(sqrt(x))
    for step in range(a):
        value -= _term(x, step + 0.5, 0.5) / (step + 0.5)
    for step in range(b):
        value += _term(x, a + 0.5, step + 0.5) / (step + 0.5)
    return min(max(value, 0.0), 1.0)


def _term(x: float, a: float, b: float) -> float:
    """``x^a (1-x)^b / B(a, b)``."""
    return exp(a * log(x) + b * log(1 - x) + lgamma(a + b) - lgamma(a) - lgamma(b))
