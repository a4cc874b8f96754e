"""Say when one talks about a practice, and call it off."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Deadline, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.appointments import TALK
from passerelle.kinds.innovation.practice.models import Appointment
from passerelle.lib.clock import now
from passerelle.ui.times import dateformat

Said = Appointment.Said


@transaction.atomic
def answer_appointment(question: Contribution, said: str, *, by: Actor) -> None:
    """Take one of the times, or say that neither suits; the first answer holds, the same once more changes nothing.

    Raises Refused for others than those who are asked, for a time that is over, and where somebody answered otherwise.
    """
    head, found = _locked(question)
    rules.may_pick(head, found, by).require()
    if found.said == said:
        return
    _require_open(found)
    if said != Said.NEITHER and said not in found.times:
        raise Refused(_("This time was not proposed."))
    if said in found.times and found.times[said] <= now():
        raise Refused(_("This time is over."))
    found.said, found.answered_by_id = said, by.own_id
    found.save(update_fields=["said", "answered_by"])
    Deadline.objects.filter(contribution=head, purpose=TALK, met_at=None).update(met_at=now())
    people = [head.author_id] if head.author_id is not None else []
    _record(by, "practice.appointment_answered", head, people, said=said)


@transaction.atomic
def call_off(question: Contribution, *, by: Actor) -> None:
    """It does not take place; the other side is told where a time was chosen. Raises Refused for others than the two sides."""
    head, found = _locked(question)
    rules.may_call_off(found, by).require()
    if found.said in (Said.NEITHER, Said.OFF):
        return
    if found.at is not None and found.is_past:
        raise Refused(_("This time is over."))
    people = _parties(found) if found.at is not None else set()
    found.said = Said.OFF
    found.save(update_fields=["said"])
    _forget_due(head)
    _record(by, "practice.appointment_ended", head, sorted(people - {by.own_id}))


@transaction.atomic
def let_go(appointment: Appointment, *, leaving: int | None = None, by: Actor) -> None:
    """What it was about is gone, or a side of it: so is the appointment; who still reckons with it is told. Idempotent."""
    head = Contribution.objects.locked(appointment.question_id)
    found = Appointment.objects.filter(question=head).select_related("practice").first()
    if found is None:
        return
    found.question = head
    people = _parties(found) - {leaving} if found.at is not None and not found.is_past else set()
    found.delete()
    _forget_due(head)
    about = head if head.standing == Standing.PUBLISHED else found.practice
    _record(by, "practice.appointment_ended", about, sorted(people))


def _locked(question: Contribution) -> tuple[Contribution, Appointment]:
    head = Contribution.objects.locked(question.pk)
    found = Appointment.objects.filter(question=head).select_related("practice__home").first()
    if found is None:
        raise Refused(_("There is no appointment any more."))
    found.question = head
    return head, found


def _require_open(found: Appointment) -> None:
    """Say what somebody else said meanwhile."""
    if found.at is not None:
        raise Refused(
            _("Another time was chosen meanwhile: %(when)s.") % {"when": dateformat(found.at, "DATETIME_FORMAT")}
        )
    if found.said == Said.NEITHER:
        raise Refused(_("Somebody else said meanwhile that none of the times suits."))
    if found.said == Said.OFF:
        raise Refused(_("The appointment was called off meanwhile."))


def _parties(found: Appointment) -> set[int]:
    return {person for person in (found.question.author_id, found.answered_by_id) if person is not None}


def _forget_due(head: Contribution) -> None:
    Deadline.objects.filter(contribution=head, purpose=TALK, met_at=None).delete()


def _record(by: Actor, verb: str, head: Contribution, people: list[int], **more: Any) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, people=people, **more)
