"""Shares and how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054  # the normal quantile of a 95 % interval
ENOUGH = 20  # in a cohort; with fewer a share says nothing


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of the share ``hits / of``, both ends from 0 to 1 (Wilson 1927).

    Raises ValueError when nothing was tried, or more hit than tried. Source: science.md §6.5.
    """
    if not 0 <= hits <= of or of == 0:
        raise ValueError(f"{hits} of {of} is no share")
    share, z2 = hits / of, Z95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z95 / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of**2))
    low = 0.0 if hits == 0 else middle - half
    return low, 1.0 if hits == of else middle + half


@dataclass(frozen=True)
class Conversion:
    """Of ``of`` that began, ``reached`` came as far within the horizon; ``low`` and ``high`` are the 95 % interval of the share."""

    reached: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.reached / self.of


def conversion(ages: Sequence[float], took: Sequence[float | None], horizon: float) -> Conversion | None:
    """The share of a cohort that went from one state to another within ``horizon`` days; None: too few to tell (below ENOUGH).

    ``ages`` are the days since each entered the first state, ``took`` the days it needed to the second or None; both of one length,
    in days, not negative. Only who is at least as old as the horizon counts: of the younger nobody can say yet, and those
    of them who were quick must not count alone. Raises ValueError otherwise. Source: science.md §1.14.
    """
    if any(age < 0 for age in ages) or any(days is not None and days < 0 for days in took):
        raise ValueError("nothing takes less than no time")
    old = [days for age, days in zip(ages, took, strict=True) if age >= horizon]
    if len(old) < ENOUGH:
        return None
    reached = sum(days is not None and days <= horizon for days in old)
    return Conversion(reached, len(old), *wilson(reached, len(old)))
