"""Waiting times, with those who still wait: the median of the answered alone is always too short."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, inf, log, sqrt
from typing import Generic, TypeVar

from passerelle.science.proportions import Z95

C = TypeVar("C", bound=Hashable)


@dataclass(frozen=True)
class Step:
    """From ``at`` on the share ``waiting`` (0 to 1) still waits; ``error`` is its standard error (Greenwood)."""

    at: float
    waiting: float
    error: float


@dataclass(frozen=True)
class Survival:
    """A Kaplan-Meier curve: its steps in order of time. Before the first everybody waits."""

    steps: tuple[Step, ...]

    def waiting(self, at: float) -> float:
        """The share that still waits just after ``at``."""
        return self._step(at).waiting

    def interval(self, at: float) -> tuple[float, float]:
        """The 95 % interval of that share, log-log (R: conf.type="log-log"; lifelines' default, not R's)."""
        step = self._step(at)
        if step.waiting in (0.0, 1.0):
            return step.waiting, step.waiting
        width = Z95 * step.error / (step.waiting * log(step.waiting))
        ends = [step.waiting ** exp(sign * width) for sign in (-1, 1)]
        return min(ends), max(ends)

    def median(self) -> float | None:
        """The first time at which half or fewer still wait; None: more than half still do, it is longer than anybody was watched."""
        return next((step.at for step in self.steps if step.waiting <= 0.5 + 1e-12), None)

    def median_interval(self) -> tuple[float | None, float | None]:
        """The 95 % interval of the median: the times at which half may still wait (Brookmeyer & Crowley 1982, log-log).

        None: longer than anybody was watched.
        """
        ends = [(step.at, self.interval(step.at)) for step in self.steps]
        low = next((at for at, (lower, _upper) in ends if lower <= 0.5), None)
        return low, next((at for at, (_lower, upper) in ends if upper <= 0.5), None)

    def mean_until(self, end: float) -> float:
        """The mean wait where every wait counts up to ``end`` only (restricted mean survival time), in the unit of the times."""
        times = [0.0, *(step.at for step in self.steps if step.at < end), end]
        return sum((later - earlier) * self.waiting(earlier) for earlier, later in pairwise(times))

    def _step(self, at: float) -> Step:
        before = bisect_right(self.steps, at, key=lambda step: step.at)
        return self.steps[before - 1] if before else Step(0.0, 1.0, 0.0)


def kaplan_meier(times: Sequence[float], ended: Sequence[bool]) -> Survival:
    """How long waits last. ``times`` in one unit of your choice, not negative; ``ended`` False: it still waits, after that long.

    A wait that ends counts before one that is watched no longer at the same time. Raises ValueError for nothing, lengths that differ or
    negative times. Source: Kaplan & Meier 1958; science.md §6.4.
    """
    _require_times(times, ended)
    share, variance, steps = 1.0, 0.0, []
    for at in sorted({time for time, end in zip(times, ended, strict=True) if end}):
        at_risk = sum(time >= at for time in times)
        events = sum(end and time == at for time, end in zip(times, ended, strict=True))
        share *= 1 - events / at_risk
        variance += events / (at_risk * (at_risk - events)) if events < at_risk else inf
        steps.append(Step(at, share, share * sqrt(variance) if share else 0.0))
    return Survival(tuple(steps))


@dataclass(frozen=True)
class Incidence(Generic[C]):
    """Shares by how it ended, at the times at which something ended."""

    times: tuple[float, ...]
    shares: Mapping[C, tuple[float, ...]]

    def share(self, cause: C, at: float) -> float:
        """The share, 0 to 1, that had ended in this way by ``at``. Raises KeyError for a way nothing ended in."""
        before = bisect_right(self.times, at)
        return self.shares[cause][before - 1] if before else 0.0

    def open(self, at: float) -> float:
        """The share that had not ended in any way by ``at``."""
        return 1 - sum(self.share(cause, at) for cause in self.shares)


def cumulative_incidence(times: Sequence[float], causes: Sequence[C | None]) -> Incidence[C]:
    """How waits end when they may end in several ways, of which each rules out the others; ``None``: still open after that long.

    One less a Kaplan-Meier curve that takes the other ends for "still open" overstates: an idea that was closed will not be built.
    Raises ValueError as ``kaplan_meier``. Source: Aalen & Johansen 1978; science.md §1.14 and §6.4.
    """
    _require_times(times, causes)
    ends = [(time, cause) for time, cause in zip(times, causes, strict=True) if cause is not None]
    still, so_far = 1.0, dict.fromkeys((cause for _, cause in ends), 0.0)
    rows: list[dict[C, float]] = []
    moments = sorted({time for time, _ in ends})
    for at in moments:
        at_risk = sum(time >= at for time in times)
        now = [cause for time, cause in ends if time == at]
        so_far = {cause: share + still * now.count(cause) / at_risk for cause, share in so_far.items()}
        still *= 1 - len(now) / at_risk
        rows.append(so_far)
    return Incidence(tuple(moments), {cause: tuple(row[cause] for row in rows) for cause in so_far})


def _require_times(times: Sequence[float], ends: Sequence[object]) -> None:
    if not times or len(times) != len(ends):
        raise ValueError("each time needs its end, and there must be one")
    if min(times) < 0:
        raise ValueError("nothing waits for less than no time")
