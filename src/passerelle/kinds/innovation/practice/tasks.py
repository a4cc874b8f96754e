"""Work of practices that comes back."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from passerelle.contributions.models import Contribution, Deadline, Standing
from passerelle.journal.actor import system_actor
from passerelle.kinds.innovation.practice import actions
from passerelle.kinds.innovation.practice.focal import MORE
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.kinds.innovation.practice.rules import OFFERED
from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.work.schedules import every
from passerelle.work.tasks import task

MOST = 200


@every(timedelta(hours=6))
@task("practice.review")
def review() -> None:
    """Those whose day of review has come."""
    due = Practice.objects.filter(review_on__lte=timezone.localdate(now()), contribution__state="current").values("pk")
    found = Contribution.objects.unscoped("practices to look at again").filter(
        pk__in=due, standing=Standing.PUBLISHED, home__archived_at=None
    )
    for contribution in found.order_by("pk")[:MOST]:
        actions.call_for_review(contribution, by=system_actor())


@every(timedelta(hours=1))
@task("practice.remind")
def remind() -> None:
    """Answers that are still to come: who left is replaced, who lets it wait gets help.

    Only where somebody new is asked counts as work: where nobody can be, none of the others waits for that.
    """
    open_ones = Adoption.objects.filter(stage=Adoption.Stage.CONSIDERING).exclude(site=None)
    purpose = Concat(Value("answer-"), Cast(OuterRef("site_id"), CharField()))
    due = Deadline.objects.filter(contribution_id=OuterRef("practice_id"), met_at=None, purpose=purpose)
    able = due.filter(person__in=Person.objects.present())  # a guest goes on their last day
    late = Q(due_at__lte=now(), reminded=0) | Q(due_at__lte=now() - MORE, reminded=1)
    heads = Contribution.objects.unscoped("practices that sites are asked about").filter(
        standing=Standing.PUBLISHED, state__in=OFFERED, home__archived_at=None
    )
    standing = open_ones.filter(late | ~Exists(able), practice__contribution__in=heads)
    told = 0
    for adoption in standing.order_by("due_at", "pk"):
        told += actions.remind(adoption, by=system_actor())
        if told == MOST:
            return
