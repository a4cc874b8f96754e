"""Somebody is missing: ask, and answer."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.trail import rules
from passerelle.trail.models import Credit, Role

TIME_TO_ANSWER = timedelta(days=30)
PURPOSE = "credit"


@transaction.atomic
def claim(contribution: Contribution, person: Person, role: str, *, by: Actor) -> Credit:
    """Say that somebody had a part; said by who answers for it, it counts at once, else they have thirty days to answer.

    Idempotent; what was answered with no is not asked again. Raises Refused otherwise.
    """
    locked = Contribution.objects.locked(contribution.pk)
    rules.may_claim(locked, by).require()
    if role not in Role.values:
        raise Refused(_("Choose what this person did."))
    asked, created = Credit.objects.unscoped("the same once").get_or_create(
        contribution=locked, person=person, role=role, defaults={"asked_by_id": by.person_id}
    )
    if created:
        record(
            by,
            "credit.asked",
            asked,
            contribution_id=locked.pk,
            community_id=locked.home_id,
            person=person.pk,
            role=role,
        )
    if asked.accepted is None and rules.answers_for(locked, by):
        return answer(asked, accept=True, by=by)
    if created and locked.author_id is not None:
        due = {"due_at": now() + TIME_TO_ANSWER}
        Deadline.objects.get_or_create(
            contribution=locked, person_id=locked.author_id, purpose=PURPOSE, met_at=None, defaults=due
        )
    return asked


def name_as_improver(head: Contribution, person: int, *, asked_by: int | None) -> None:
    """Keep that somebody's improvement was taken up; the verb that took it up wrote that down. Idempotent."""
    answered = {"accepted": True, "answered_by_id": asked_by, "answered_at": now()}
    Credit.objects.unscoped("the same once").update_or_create(
        contribution=head,
        person_id=person,
        role=Role.IMPROVED,
        defaults=answered,
        create_defaults={**answered, "asked_by_id": asked_by},
    )


def name_as_quoted(head: Contribution, person: int) -> None:
    """Keep that somebody's words stand in it, unless it was asked before; it says so itself by quoting them."""
    answered = {"accepted": True, "asked_by_id": head.author_id, "answered_by_id": head.author_id, "answered_at": now()}
    Credit.objects.unscoped("the same once").get_or_create(
        contribution=head, person_id=person, role=Role.PROPOSED, defaults=answered
    )


@transaction.atomic
def answer(credit: Credit, *, accept: bool, by: Actor) -> Credit:
    """Say whether it is so. Who answers for the contribution; idempotent, and may be said the other way later."""
    head = Contribution.objects.locked(credit.contribution_id)
    rules.writes(head, by).require()
    held: Credit = Credit.objects.locked(credit.pk)
    if held.accepted == accept:
        return held
    held.accepted, held.answered_by_id, held.answered_at = accept, by.person_id, now()
    held.save(update_fields=["accepted", "answered_by", "answered_at"])
    open_ones = Credit.objects.unscoped("whether any is left").filter(contribution=head, accepted=None)
    if not open_ones.exists():
        Deadline.objects.filter(contribution=head, purpose=PURPOSE, met_at=None).update(met_at=now())
    record(
        by,
        "credit.answered",
        held,
        contribution_id=head.pk,
        community_id=head.home_id,
        person=held.person_id,
        accepted=accept,
        asked_by=held.asked_by_id,
    )
    return held
