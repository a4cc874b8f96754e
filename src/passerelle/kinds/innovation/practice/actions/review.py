"""That a practice is to be looked at again, or checked again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from passerelle.contributions.actions import make_move
from passerelle.contributions.models import Contribution, Deadline, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.lib.clock import now

REVIEW = "review"


CHECKED = ("proven", "current", "due")


@transaction.atomic
def check_again(contribution: Contribution, *, by: Actor) -> None:
    """What a second person checked is not what stands there now: it is proposed again. Of one that is not proven, nothing."""
    locked = Contribution.objects.locked(contribution.pk)
    if locked.state in CHECKED and locked.standing == Standing.PUBLISHED:
        make_move(locked, "change", by=by)


@transaction.atomic
def call_for_review(contribution: Contribution, *, by: Actor) -> None:
    """Its day came: it is due, and waits for whoever brought it. Idempotent."""
    locked = Contribution.objects.locked(contribution.pk)
    came = Practice.objects.filter(contribution=locked, review_on__lte=timezone.localdate(now())).exists()
    if not came or locked.state != "current" or locked.standing != Standing.PUBLISHED:
        return
    make_move(locked, "due", by=by)
    if locked.author_id is not None:
        due = {"contribution": locked, "person_id": locked.author_id, "purpose": REVIEW, "met_at": None}
        Deadline.objects.get_or_create(**due, defaults={"due_at": now()})
