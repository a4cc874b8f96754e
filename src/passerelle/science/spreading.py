"""How something spreads from place to place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from passerelle.science.proportions import wilson
from passerelle.science.survival import kaplan_meier
from passerelle.science.unsure import Because


@dataclass(frozen=True)
class Offer:
    """When a place was asked, and since when it uses it; None: it does not."""

    asked: date
    in_use: date | None = None


@dataclass(frozen=True)
class Adopting:
    """The share, 0 to 1, of the places asked that use it within the time, with its 95 % interval."""

    share: float
    low: float
    high: float
    asked: int


def share_adopting(offers: Sequence[Offer], within: int, today: date) -> Adopting | Because:
    """One less a Kaplan-Meier curve at ``within`` days after a place was asked: those asked lately are watched as long as they were.

    Cannot be told before somebody was asked that long ago. Where none of those watched uses it, or all do, the curve has no width: then
    the interval is Wilson's over those watched the whole time, who know. Who said no stays among those who might: taken out, they would
    make the others look quicker. Source: science.md §1.15.
    """
    if not offers:
        return Because.NOBODY_ASKED
    ends = [offer.in_use or today for offer in offers]
    days = [(end - offer.asked).days for end, offer in zip(ends, offers, strict=True)]
    if min(days) < 0:
        return Because.DATES_REVERSED
    watched = sum((today - offer.asked).days >= within for offer in offers)
    if not watched:
        return Because.WATCHED_BRIEFLY
    curve = kaplan_meier(days, [offer.in_use is not None for offer in offers])
    share = 1 - curve.waiting(within)
    if share in (0.0, 1.0):
        low, high = wilson(watched if share else 0, watched)
        return Adopting(share, low, high, len(offers))
    low, high = curve.interval(within)
    return Adopting(share, 1 - high, 1 - low, len(offers))


@dataclass(frozen=True)
class Reached:
    """Days until so many places used it; ``yet`` False: not reached, and it is that old."""

    days: int
    yet: bool


def time_to(number: int, published: date, in_use: Sequence[date], today: date) -> Reached | Because:
    """Days from publication to the ``number``-th place that uses it (2, 5, 10). Source: science.md §1.15."""
    if today < published or any(day < published or day > today for day in in_use):
        return Because.DATES_REVERSED
    reached = len(in_use) >= number
    end = sorted(in_use)[number - 1] if reached else today
    return Reached((end - published).days, reached)
