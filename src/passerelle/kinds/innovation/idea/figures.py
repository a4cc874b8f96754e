"""How the ideas of a community fare: how long each waits for its next step, what became of those old enough, and how ideas end.

By cohorts, never by what stands where today: old and young ideas together would say more about their ages (science.md §1.14).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from passerelle.kinds.innovation.idea.incidence import incidence
from passerelle.kinds.innovation.idea.lives import Life, Stay, lives
from passerelle.kinds.innovation.idea.silence import WAITING
from passerelle.kinds.innovation.idea.states import STATES
from passerelle.lib.clock import now
from passerelle.science.proportions import ENOUGH, Conversion, conversion
from passerelle.science.survival import kaplan_meier

HORIZON = 90  # days
_FATES = (("screened",), ("exploring",), ("pilot",), ("implemented",), ("parked", "closed"))


@dataclass(frozen=True, slots=True)
class Fate:
    """What may become of an idea, and how often it did within the horizon; None: too few are old enough to tell."""

    label: str
    told: Conversion | None


@dataclass(frozen=True, slots=True)
class Latency:
    """How long ideas wait in a state for whoever decides: the median in days, and the interval it probably lies in.

    Not ``enough``: too few to tell. A median of None: more than half still wait; a ``high`` of None: it may be longer than anybody was
    watched.
    """

    label: StrOrPromise
    of: int
    waiting: int  # those of them that still do
    enough: bool
    median: float | None = None
    low: float | None = None
    high: float | None = None


def figures(began: Mapping[int, datetime]) -> dict[str, Any]:
    """Everything the page shows about these ideas, each with when it was submitted. One query."""
    return told(list(lives(began).values()), now())


def told(all_lives: Sequence[Life], moment: datetime) -> dict[str, Any]:
    """Waits for each decision with those that still last, shares of cohorts, and how ideas end where each end rules out the others."""
    ages = [life.age(moment) for life in all_lives]
    stays = [stay for life in all_lives for stay in life.stays if stay.state in WAITING]
    return {
        "fates": [
            Fate(_label(states), conversion(ages, [life.days_to(states) for life in all_lives], HORIZON))
            for states in _FATES
        ],
        "horizon": HORIZON,
        "least": ENOUGH,
        "latency": _latency("", stays, moment),
        "latencies": [
            _latency(STATES[state], [stay for stay in stays if stay.state == state], moment) for state in WAITING
        ],
        "incidence": incidence(all_lives, moment),
    }


def _latency(label: StrOrPromise, stays: Iterable[Stay], moment: datetime) -> Latency:
    waits = [(stay.days(moment), stay.until is not None) for stay in stays]
    waiting = sum(not ended for _days, ended in waits)
    if len(waits) < ENOUGH:
        return Latency(label, len(waits), waiting, enough=False)
    curve = kaplan_meier([days for days, _ended in waits], [ended for _days, ended in waits])
    return Latency(label, len(waits), waiting, True, curve.median(), *curve.median_interval())


def _label(states: Sequence[str]) -> str:
    named: list[StrOrPromise] = [STATES[state] for state in states]
    return str(named[0]) if len(named) == 1 else _("%(one)s or %(other)s") % {"one": named[0], "other": named[1]}
