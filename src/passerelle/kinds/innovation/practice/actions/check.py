"""That a practice is to be checked, by whom, and until when."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from passerelle.communities.reading import active_stewards
from passerelle.contributions import rules as spine
from passerelle.contributions.models import Contribution, Deadline, Reach
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.actions.offer import end_of
from passerelle.lib.clock import now

CHECK = "check"
SOON = timedelta(days=7)


@transaction.atomic
def await_check(contribution: Contribution, *, by: Actor) -> None:
    """A proposed practice waits for each community manager who did not bring it, any other, and a translation, for nobody. Idempotent."""
    head = Contribution.objects.locked(contribution.pk)
    proposed = bool(spine.is_alive(head)) and head.state == "proposed" and head.reach == Reach.PLACEMENTS
    waits = proposed and bool(rules.stands_alone(head))
    stewards = active_stewards().filter(community_id=head.home_id).exclude(person_id=head.author_id or 0)
    wanted = set(stewards.values_list("person_id", flat=True)) if waits else set()
    due = Deadline.objects.filter(contribution=head, purpose=CHECK, met_at=None)
    due.exclude(person_id__in=wanted).delete()
    missing = sorted(wanted - set(due.values_list("person_id", flat=True)))
    due_at = end_of(timezone.localdate(now()) + SOON)
    Deadline.objects.bulk_create(
        Deadline(contribution=head, person_id=pk, purpose=CHECK, due_at=due_at) for pk in missing
    )
