"""Quantiles of Student's t, for means of a handful of places."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, sqrt

TINY, STEPS = 1e-300, 300


@lru_cache(maxsize=256)
def student_quantile(share: float, freedom: int) -> float:
    """The value below which ``share`` (between 0 and 1) of a t distribution with ``freedom`` degrees lies.

    Bisection of the distribution function, to a relative 1e-12 where ``share`` lies between 0.001 and 0.999. Raises ValueError
    outside of these. Source: Abramowitz & Stegun 26.7; science.md §1.15.
    """
    if freedom < 1 or not 0.001 <= share <= 0.999:
        raise ValueError(f"no quantile {share} with {freedom} degrees of freedom")
    if share < 0.5:
        return -student_quantile(1 - share, freedom)
    low, high = 0.0, 1.0
    while student_below(high, freedom) < share:
        low, high = high, high * 2
    for _step in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if student_below(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def student_below(value: float, freedom: int) -> float:
    """The share of a t distribution below ``value``."""
    half = _beta(freedom / 2, 0.5, freedom / (freedom + value * value)) / 2
    return half if value < 0 else 1 - half


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction on the side where it converges."""
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Lentz' evaluation; within ``STEPS`` it converges to the last digit for all that is asked here."""
    c, d = 1.0, 1 / (_kept(1 - (a + b) * x / (a + 1)))
    found = d
    for m in range(1, STEPS):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / _kept(1 + factor * d), _kept(1 + factor / c)
            found *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return found


def _kept(value: float) -> float:
    return value if abs(value) > TINY else TINY


def half_width(freedom: int, variance: float) -> float:
    """Half of a 95 % interval of a mean whose ``variance`` was estimated with so many degrees of freedom; in the unit of the mean."""
    return student_quantile(0.975, freedom) * sqrt(variance)
