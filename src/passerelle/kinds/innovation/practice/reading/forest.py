"""The picture of what places found: one line for each, on one scale around no change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from passerelle.science.lift import Lift
from passerelle.science.pooling import Pooled
from passerelle.science.unsure import Because

EDGE = 6  # percent of the width left free at both sides, for the words below the last ticks
LEAST, MOST = log(1.25), log(4)
TICKS = ((-20, -10, 0, 10, 20), (-30, -15, 0, 20, 40), (-50, -25, 0, 50, 100), (-75, -50, 0, 100, 300))


@dataclass(frozen=True, slots=True)
class Bar:
    """From where to where, and its middle, in percent of the width of the picture."""

    low: float
    middle: float
    high: float
    sort: str  # site, origin, pooled, next
    site: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A change in percent, and where it stands."""

    percent: int
    at: float


@dataclass(frozen=True, slots=True)
class Forest:
    """The lines from top to bottom, above one scale."""

    bars: list[Bar]
    ticks: list[Tick]


def forest(told: Sequence[tuple[str, str, Lift]], pooled: Pooled | Because) -> Forest:
    """Each place (``site`` or ``origin``, its name), then all together, then the next; at most from a quarter to four times."""
    spans = [(sort, site, lift.interval[0], lift.y, lift.interval[1]) for sort, site, lift in told]
    if isinstance(pooled, Pooled):
        spans.append(("pooled", "", pooled.low, pooled.mean, pooled.high))
        if isinstance(pooled.prediction, tuple):
            spans.append(("next", "", pooled.prediction[0], pooled.mean, pooled.prediction[1]))
    reach = min(MOST, max([LEAST, *(abs(end) for _sort, _site, *ends in spans for end in ends)]))
    bars = [
        Bar(_at(low, reach), _at(middle, reach), _at(high, reach), sort, site)
        for sort, site, low, middle, high in spans
    ]
    return Forest(bars, [Tick(one, _at(_ratio(one), reach)) for one in _fitting(reach)])


def _fitting(reach: float) -> Sequence[int]:
    """The widest of the scales in round numbers that the picture has room for."""
    return [one for one in TICKS if max(map(abs, map(_ratio, one))) <= reach + 1e-9][-1]


def _ratio(percent: int) -> float:
    return log(1 + percent / 100)


def _at(y: float, reach: float) -> float:
    return round(50 + max(-1.0, min(1.0, y / reach)) * (50 - EDGE), 1)
