"""Ideas that have waited for their next step longer than their community promised."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Q, QuerySet

from passerelle.contributions.models import Contribution, Reach, Standing
from passerelle.kinds.innovation.idea.models import AnswerTime, Idea
from passerelle.kinds.innovation.idea.models.promise import USUAL_DAYS
from passerelle.kinds.innovation.signal.promising import working_days_after
from passerelle.lib.clock import now

WAITING = ("submitted", "screened", "exploring")  # for a step; what is being tried has its own time
NEWS = timedelta(days=120)  # who has been silent for longer is silent on purpose, or it was brought in from elsewhere


def answer_days(community: int) -> int:
    """Within how many working days ideas get their next step there."""
    chosen = AnswerTime.objects.filter(community_id=community).values_list("working_days", flat=True).first()
    return USUAL_DAYS if chosen is None else chosen


def promised_for(head: Contribution, days: int) -> datetime:
    """By when it was to have its next step."""
    return working_days_after(head.moved_at or head.created_at, days)


def is_due(head: Contribution, idea: Idea, days: int) -> bool:
    """Whether somebody is to be told now: first when the promise has passed, again after as long once more.

    Whoever is named later is told as well, also after the community managers were.
    """
    if idea.owner_told_at is None:
        return promised_for(head, days) < now()
    if idea.managers_told_at is not None:
        return False
    return working_days_after(idea.owner_told_at, days) < now()


def silent(most: int) -> list[Contribution]:
    """Those about which somebody is to be told, at most so many; not those whose author never was here. Three queries."""
    days = dict(AnswerTime.objects.values_list("community_id", "working_days"))
    ideas = {
        idea.pk: idea
        for idea in Idea.objects.filter(Q(managers_told_at=None) | Q(owner_told_at=None), contribution__in=_waiting())
    }
    heads = (head for head in _waiting().order_by("pk") if head.pk in ideas)
    due = (head for head in heads if is_due(head, ideas[head.pk], days.get(head.home_id, USUAL_DAYS)))
    return list(islice(due, most))


def _waiting() -> QuerySet[Contribution]:
    lately = Q(moved_at__gt=now() - NEWS) | Q(moved_at=None, created_at__gt=now() - NEWS)
    heads = Contribution.objects.unscoped("ideas nobody answers").filter(lately, state__in=WAITING)
    public = heads.filter(standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS, home__archived_at=None)
    return public.filter(author__is_imported=False)
