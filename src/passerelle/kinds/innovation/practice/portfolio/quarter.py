"""Three months of a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from passerelle.lib.clock import now

WRITTEN = re.compile(r"(20\d\d)-([1-4])")


@dataclass(frozen=True, slots=True)
class Quarter:
    """One of the four of a year."""

    year: int
    number: int

    @property
    def begins(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends(self) -> date:
        """Its last day."""
        return self.next.begins - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The one that follows."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def label(self) -> str:
        """As people write it."""
        return _("Q%(number)s %(year)s") % {"number": self.number, "year": self.year}

    def __contains__(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.begins <= day <= self.ends


def quarter(written: str) -> Quarter:
    """``2026-4``; the present one for anything else."""
    if found := WRITTEN.fullmatch(written):
        return Quarter(int(found[1]), int(found[2]))
    today = timezone.localdate(now())
    return Quarter(today.year, (today.month + 2) // 3)


def latest(count: int) -> list[Quarter]:
    """The present one and those before it."""
    found = [quarter("")]
    while len(found) < count:
        last = found[-1]
        found.append(Quarter(last.year - (last.number == 1), (last.number + 2) % 4 + 1))
    return found
