"""How the ideas of a community fare: what became of those that are old enough, and how long the first step took.

By cohorts, never by what stands where today: old and young ideas together would say more about their ages (science.md §1.14).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from passerelle.journal.models import Entry
from passerelle.kinds.innovation.idea.states import STATES
from passerelle.lib.clock import now
from passerelle.science.proportions import ENOUGH, Conversion, conversion
from passerelle.science.survival import kaplan_meier

HORIZON = 90  # days
_DAY = 86_400
_FATES = (("screened",), ("exploring",), ("pilot",), ("implemented",), ("parked", "closed"))


@dataclass(slots=True)
class Life:
    """When an idea was submitted, and when it first came into each state."""

    began: datetime
    steps: dict[str, datetime] = field(default_factory=dict)

    def days_to(self, states: Iterable[str]) -> float | None:
        """How long it took to the first of some states; None: it never came there."""
        came = [self.steps[state] for state in states if state in self.steps]
        return max(0.0, (min(came) - self.began).total_seconds() / _DAY) if came else None


@dataclass(frozen=True, slots=True)
class Fate:
    """What may become of an idea, and how often it did within the horizon; None: too few are old enough to tell."""

    label: str
    told: Conversion | None


def figures(began: Mapping[int, datetime]) -> dict[str, Any]:
    """Everything the page shows about these ideas, each with when it was submitted. One query."""
    return told(list(_lives(began).values()), now())


def told(lives: Sequence[Life], moment: datetime) -> dict[str, Any]:
    """The shares, and the median wait for a first step with those who still wait."""
    ages = [max(0.0, (moment - life.began).total_seconds() / _DAY) for life in lives]
    first = [life.days_to(STATES) for life in lives]
    enough = len(lives) >= ENOUGH
    waits = [age if days is None else days for age, days in zip(ages, first, strict=True)]
    return {
        "fates": [
            Fate(_label(states), conversion(ages, [life.days_to(states) for life in lives], HORIZON))
            for states in _FATES
        ],
        "horizon": HORIZON,
        "enough": enough,
        "least": ENOUGH,
        "median": kaplan_meier(waits, [days is not None for days in first]).median() if enough else None,
    }


def _label(states: Sequence[str]) -> str:
    named: list[StrOrPromise] = [STATES[state] for state in states]
    return str(named[0]) if len(named) == 1 else _("%(one)s or %(other)s") % {"one": named[0], "other": named[1]}


def _lives(began: Mapping[int, datetime]) -> dict[int, Life]:
    lives = {pk: Life(at) for pk, at in began.items()}
    moves = Entry.objects.filter(verb="contribution.moved", contribution_id__in=lives).order_by("id")
    for pk, at, particulars in moves.values_list("contribution_id", "at", "particulars"):
        if pk is not None:
            lives[pk].steps.setdefault(particulars.get("after", ""), at)
    return lives
