"""For whom a contribution solved what, as its page tells one reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.matching.models import Solved
from passerelle.people.models import Person

MOST = 5  # of the latest


@dataclass(frozen=True, slots=True)
class Report:
    """One of them; without a name where this reader may not know it."""

    pid: str
    name: str
    unit: str
    words: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Reports:
    """The latest, and how many there are."""

    latest: list[Report]
    total: int


def reports(actor: Actor, ids: Sequence[int]) -> dict[int, Reports]:
    """Contribution → what was said of it. One statement without any, two with."""
    rows = list(_rows(ids))
    if not rows:
        return {}
    seen = Person.objects.visible_to(actor).filter(pk__in={row.person_id for row in rows}).select_related("unit")
    known = {person.pk: person for person in seen}
    total = Counter(row.contribution_id for row in rows)
    found: dict[int, list[Report]] = {pk: [] for pk in total}
    for row in rows:
        if len(found[row.contribution_id]) < MOST:
            found[row.contribution_id].append(_report(actor, row, known.get(row.person_id)))
    return {pk: Reports(latest, total[pk]) for pk, latest in found.items()}


def counted(ids: Collection[int]) -> dict[int, int]:
    """Contribution → how many said that it solved their problem. One statement."""
    told = Solved.objects.filter(contribution_id__in=ids).values("contribution_id").annotate(number=Count("pk"))
    return dict(told.values_list("contribution_id", "number"))


@prepared
def _rows(ids: Sequence[int]) -> QuerySet[Solved]:
    return Solved.objects.filter(contribution_id__in=ids).order_by("-at", "-pk")


def _report(actor: Actor, row: Solved, person: Person | None) -> Report:
    return Report(
        pid=person.pid if person else "",
        name=person.name if person else "",
        unit=person.unit.name if person and person.unit and actor.is_staff else "",
        words=row.words,
        at=row.at,
        mine=row.person_id == actor.own_id,
    )
