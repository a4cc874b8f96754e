"""Somebody else confirms that the lot decided which site began when: only then a comparison counts as the best there is."""

from __future__ import annotations

from django.db import transaction

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.actions.measure import held_measurement
from passerelle.kinds.innovation.practice.grading import grade_again
from passerelle.kinds.innovation.practice.models import Measurement
from passerelle.lib.clock import now
from passerelle.trail.models import Grade


@transaction.atomic
def confirm_lot(measurement: Measurement, *, by: Actor) -> None:
    """Its grade is A from now on, and that of the practice follows. Twice is once.

    Raises Refused for who wrote the numbers, for others than who answers for the practice and the community managers, and without a lot.
    """
    head = Contribution.objects.locked(measurement.practice_id)
    locked = held_measurement(measurement)
    rules.may_confirm_lot(head, locked, by).require()
    if locked.lot_confirmed_at is not None:
        return
    locked.lot_confirmed_at, locked.lot_confirmed_by_id = now(), by.person_id
    locked.save(update_fields=["lot_confirmed_at", "lot_confirmed_by"])
    locked.outcome.grade = Grade.A
    locked.outcome.save(update_fields=["grade"])
    grade_again(head)
    record(
        by, "practice.lot_confirmed", head, contribution_id=head.pk, community_id=head.home_id, measurement=locked.pk
    )
