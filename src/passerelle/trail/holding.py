"""Decisions that hold: the last of each contribution, as long as it is where it was put then. Some are to be looked at again on a day."""

from __future__ import annotations

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from passerelle.contributions.models import Deadline, Standing
from passerelle.lib.clock import now
from passerelle.trail.models import Decision

PURPOSE = "decision-"  # of a deadline, and which decision: each is told of once


def holding() -> QuerySet[Decision]:
    """Those with a day that did not come up yet, of what is public."""
    every = Decision.objects.unscoped("whose day to look again is asked for")
    newer = every.filter(contribution_id=OuterRef("contribution_id"), pk__gt=OuterRef("pk"))
    told = Deadline.objects.filter(
        contribution_id=OuterRef("contribution_id"), purpose=Concat(Value(PURPOSE), Cast(OuterRef("pk"), CharField()))
    )
    placed = every.filter(contribution__standing=Standing.PUBLISHED, contribution__state=F("after"))
    return placed.filter(~Exists(newer), ~Exists(told), review_on__isnull=False, contribution__home__archived_at=None)


def to_look_at() -> QuerySet[Decision]:
    """Of these, those whose day has come."""
    return holding().filter(review_on__lte=timezone.localdate(now()))
