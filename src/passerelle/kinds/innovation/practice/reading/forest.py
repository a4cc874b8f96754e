"""The picture of what places found: one line for each, on one scale around no change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from passerelle.science.lift import Lift
from passerelle.science.pooling import Pooled
from passerelle.science.unsure import Because

WIDE, ROW, LEAST, MOST = 300, 24, log(1.25), log(4)


@dataclass(frozen=True, slots=True)
class Bar:
    """From where to where, and its middle, in the width of the picture; the row it stands in."""

    low: float
    middle: float
    high: float
    row: int
    sort: str  # site, origin, pooled, next


def forest(told: Sequence[tuple[str, Lift]], pooled: Pooled | Because) -> list[Bar]:
    """Each place (``site`` or ``origin``), then all together, then the next; at most from a quarter to four times."""
    spans = [(sort, lift.interval[0], lift.y, lift.interval[1]) for sort, lift in told]
    if isinstance(pooled, Pooled):
        spans.append(("pooled", pooled.low, pooled.mean, pooled.high))
        if isinstance(pooled.prediction, tuple):
            spans.append(("next", pooled.prediction[0], pooled.mean, pooled.prediction[1]))
    reach = min(MOST, max([LEAST, *(abs(end) for _sort, *ends in spans for end in ends)]))
    return [
        Bar(_at(low, reach), _at(middle, reach), _at(high, reach), row, sort)
        for row, (sort, low, middle, high) in enumerate(spans)
    ]


def _at(y: float, reach: float) -> float:
    return round(WIDE / 2 + max(-1.0, min(1.0, y / reach)) * (WIDE / 2 - 4), 1)
