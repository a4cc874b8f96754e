"""What is due from whom: a check before it is published, and a word whether it still holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from passerelle.contributions.models import Contribution, Deadline
from passerelle.kinds.article.article.parts import Part, give, holding, stewards_of
from passerelle.lib.clock import now

CHECK, REVIEW = "check", "review"
SOON = timedelta(days=7)  # until a check
BEFORE = timedelta(days=14)  # the first reminder comes so long before the day


def ask_for_check(contribution: Contribution) -> None:
    """Of whoever was named; else of the community managers, who see it from then on."""
    for person in holding(contribution, Part.REVIEWER) or stewards_of(contribution):
        give(contribution, Part.REVIEWER, person)
        _due(contribution, person, CHECK, now() + SOON)


def ask_whether_it_holds(contribution: Contribution, person: int | None, at: datetime) -> bool:
    """Of whoever answers for it, of nobody when nobody is left; whether they were not asked yet."""
    return person is not None and _due(contribution, person, REVIEW, at)


def met(contribution: int, *purposes: str) -> None:
    """It was said: nothing is due any more."""
    Deadline.objects.filter(contribution_id=contribution, purpose__in=purposes, met_at=None).update(met_at=now())


def _due(contribution: Contribution, person: int, purpose: str, at: datetime) -> bool:
    key = {"contribution": contribution, "person_id": person, "purpose": purpose, "met_at": None}
    return Deadline.objects.get_or_create(**key, defaults={"due_at": at})[1]
