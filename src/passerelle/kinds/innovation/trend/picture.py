"""How signals come in: a number for each week, what rises, and from how many units. Pure: whoever asks passes what they may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from passerelle.science.bursts import BEFORE_DAYS, CERTAIN, RECENT_DAYS, Burst, burst, exposure_of
from passerelle.science.publication import Cell, Withheld, publish

WEEKS = (RECENT_DAYS + BEFORE_DAYS) // 7
RECENT_WEEKS = RECENT_DAYS // 7
PROBABLE = 0.8


@dataclass(frozen=True, slots=True)
class Heard:
    """One signal: which, since when, from whom and from which unit (0: none that is known)."""

    id: int
    at: datetime
    person: int
    unit: int = 0
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days and how many signals they brought."""

    begins: date
    count: int
    is_recent: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and how many signals came from it, where that may be told."""

    name: str
    count: int | Withheld


@dataclass(frozen=True, slots=True)
class Picture:
    """What a page draws and says. ``verdict``: rises, probably, same, fades or none (no signal in twenty weeks)."""

    count: int
    first: datetime | None
    weeks: tuple[Week, ...]
    recent: int
    before: int
    verdict: str
    against_all: bool
    units: tuple[Unit, ...]

    @property
    def highest(self) -> int:
        """Of the weeks; at least 1, to draw by."""
        return max(1, *(week.count for week in self.weeks))

    @property
    def rises(self) -> bool:
        """Whether it clearly does."""
        return self.verdict == "rises"


def picture(signals: Sequence[Heard], totals: tuple[int, int], now: datetime) -> Picture:
    """Look at signals from now back; ``totals`` are all there were in the last 28 days and in the 112 before."""
    ages = [(now - one.at).days for one in signals]
    recent = [one for one, age in zip(signals, ages, strict=True) if 0 <= age < RECENT_DAYS]
    before = sum(RECENT_DAYS <= age < RECENT_DAYS + BEFORE_DAYS for age in ages)
    exposure = exposure_of(*totals)
    return Picture(
        count=len(signals),
        first=min((one.at for one in signals), default=None),
        weeks=_weeks(ages, now),
        recent=len(recent),
        before=before,
        verdict=_verdict(burst(len(recent), before, exposure), recent) if recent or before else "none",
        against_all=exposure != (RECENT_DAYS, BEFORE_DAYS),
        units=_units(signals),
    )


def _weeks(ages: Sequence[int], now: datetime) -> tuple[Week, ...]:
    counts = Counter(age // 7 for age in ages)
    return tuple(
        Week((now - timedelta(days=7 * back + 6)).date(), counts[back], back < RECENT_WEEKS)
        for back in reversed(range(WEEKS))
    )


def _verdict(change: Burst, recent: Sequence[Heard]) -> str:
    people, units = {one.person for one in recent}, {one.unit for one in recent if one.unit}
    if change.is_flagged(signals=len(recent), authors=len(people), units=len(units)):
        return "rises"
    if change.posterior >= PROBABLE:
        return "probably"
    return "fades" if change.posterior <= 1 - CERTAIN else "same"


def _units(signals: Sequence[Heard]) -> tuple[Unit, ...]:
    """How many came from each unit: a number about its people, so it is told only of five or more."""
    cells = {
        unit: _cell([one for one in signals if one.unit == unit]) for unit in sorted({one.unit for one in signals})
    }
    names = {one.unit: one.unit_name for one in signals}
    told = publish({unit: cell for unit, cell in cells.items() if unit}, total=_cell(signals))
    if told.total is Withheld.TOO_FEW:
        return ()
    shown = [Unit(names[unit], count) for unit, count in told.cells.items()]
    return tuple(sorted(shown, key=lambda unit: (isinstance(unit.count, Withheld), unit.name)))


def _cell(signals: Sequence[Heard]) -> Cell[int]:
    return Cell(frozenset(one.person for one in signals), Counter(one.person for one in signals), len(signals))
