"""How often people were asked of late, from one number a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.lib.clock import week_start, zone
from passerelle.matching.models import Week

FORTNIGHT = timedelta(weeks=2)
QUARTER = timedelta(weeks=13)


@dataclass(frozen=True, slots=True)
class Asked:
    """In the present week, in it and the one before, and in the last three months."""

    now: int = 0
    lately: int = 0
    quarter: int = 0


def this_week() -> date:
    """The Monday of this week, where the installation is."""
    return week_start(zone("")).date()


def asked(people: Collection[int]) -> Mapping[int, Asked]:
    """Person → how often they were asked. One query."""
    monday = this_week()
    before = monday - timedelta(weeks=1)
    found: dict[int, Asked] = defaultdict(Asked)
    rows = Week.objects.filter(person_id__in=people, monday__gt=monday - QUARTER)
    for person, week, asks in rows.values_list("person_id", "monday", "asks"):
        been = found[person]
        found[person] = Asked(
            been.now + asks * (week == monday), been.lately + asks * (week >= before), been.quarter + asks
        )
    return found
