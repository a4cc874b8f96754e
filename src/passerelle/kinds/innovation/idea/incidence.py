"""How ideas end: implemented, parked, closed or merged, each of which rules out the others. As a picture of bands, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.kinds.innovation.idea.lives import MERGED, Life
from passerelle.kinds.innovation.idea.states import STATES
from passerelle.science.proportions import ENOUGH
from passerelle.science.survival import Incidence, cumulative_incidence

ENDS: dict[str, StrOrPromise] = {
    "implemented": STATES["implemented"],
    MERGED: _("Merged into another"),
    "parked": STATES["parked"],
    "closed": STATES["closed"],
}
DAYS = (30, 90, 180, 365)
WATCHED = 10  # ideas watched for so long, below which the curve is not drawn on
WIDTH, HEIGHT, LEFT, TOP = 360, 210, 36, 8  # of the picture, and of what stands around the bands
RIGHT, BOTTOM = WIDTH - 8, HEIGHT - 30


@dataclass(frozen=True, slots=True)
class Band:
    """One way to end, on top of those before it."""

    slug: str
    label: StrOrPromise
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """Of ``watched`` ideas that were watched so long or had ended before: the share of each way to end, and of what was open."""

    days: int
    shares: Sequence[float]
    open: float


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page draws."""

    of: int
    bands: Sequence[Band]
    rows: Sequence[Row]
    ticks: Sequence[tuple[float, int]]  # where, how many days
    levels: Sequence[tuple[float, int]]  # where, how many percent


def incidence(lives: Sequence[Life], moment: datetime) -> Picture | None:
    """The first end of each idea, with those that are open; None: too few to tell."""
    if len(lives) < ENOUGH:
        return None
    ends = [_end(life, moment) for life in lives]
    found = cumulative_incidence([days for days, _cause in ends], [cause for _days, cause in ends])
    ages = sorted((life.age(moment) for life in lives), reverse=True)
    until = ages[WATCHED - 1]
    if until < 1:
        return None
    days = [day for day in DAYS if day <= until] or [int(until)]
    return Picture(
        of=len(lives),
        bands=_bands(found, until),
        rows=[Row(day, [_share(found, cause, day) for cause in ENDS], found.open(day)) for day in days],
        ticks=[(_x(day, until), day) for day in _ticks(until)],
        levels=[(_y(level / 100), level) for level in (0, 50, 100)],
    )


def _end(life: Life, moment: datetime) -> tuple[float, str | None]:
    """When it first ended and how; else how long it is open."""
    cause = next((state for state, _at in life.moves if state in ENDS), None)
    days = life.days_to((cause,)) if cause else None
    return (life.age(moment), None) if days is None else (days, cause)


def _bands(found: Incidence[str], until: float) -> list[Band]:
    times = [0.0, *(at for at in found.times if at < until), until]
    below, bands = [0.0] * len(times), []
    for cause, label in ENDS.items():
        above = [low + _share(found, cause, at) for low, at in zip(below, times, strict=True)]
        if above[-1] > below[-1]:
            there = _stairs(times, above, until)
            back = _stairs(times, below, until)[::-1]
            bands.append(Band(cause, label, "M" + "L".join(f"{x} {y}" for x, y in [*there, *back]) + "Z"))
        below = above
    return bands


def _stairs(times: Sequence[float], shares: Sequence[float], until: float) -> list[tuple[float, float]]:
    """The corners of a curve that jumps at its times."""
    points = [(_x(times[0], until), _y(shares[0]))]
    for at, share in zip(times[1:], shares[1:], strict=True):
        points += [(_x(at, until), points[-1][1]), (_x(at, until), _y(share))]
    return points


def _ticks(until: float) -> list[int]:
    """Four or five round numbers of days."""
    step = next((size for size in (1, 2, 5, 10, 30, 60, 90, 180, 365) if until / size <= 5), 730)
    return list(range(0, int(until) + 1, step))


def _share(found: Incidence[str], cause: str, at: float) -> float:
    return found.share(cause, at) if cause in found.shares else 0.0


def _x(days: float, until: float) -> float:
    return round(LEFT + days / until * (RIGHT - LEFT), 1)


def _y(share: float) -> float:
    return round(BOTTOM - share * (BOTTOM - TOP), 1)
