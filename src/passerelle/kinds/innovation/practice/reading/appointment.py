"""What each side of an appointment sees on the page of the question; everybody else sees nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.models import Appointment
from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person


@dataclass(frozen=True, slots=True)
class Shown:
    """The times that are still to come and may be taken, the one that was; ``other`` is who one talks with, as far as one may know them."""

    pid: str
    at: datetime | None
    said: str
    proposed: list[datetime]
    choices: list[tuple[str, datetime]]
    may_pick: bool
    may_call_off: bool
    is_past: bool
    other: Person | None


def appointment_for(actor: Actor, ids: Sequence[int]) -> dict[int, Shown]:
    """By question, for its two sides; one query where there is none."""
    found = list(_appointments(actor, ids)) if actor.is_present else []
    return {one.question_id: _shown(actor, one) for one in found if rules.may_call_off(one, actor)}


@prepared
def _appointments(actor: Actor, ids: Sequence[int]) -> QuerySet[Appointment]:
    there = Appointment.objects.filter(question__in=ids, question__standing="published")
    return there.select_related("question__home", "practice__home")


def _shown(actor: Actor, one: Appointment) -> Shown:
    open_one = not one.said
    picks = open_one and bool(rules.may_pick(one.question, one, actor))
    times = list(one.times.items())
    ends = one.at is not None or (open_one and not picks)
    return Shown(
        pid=one.question.pid,
        at=one.at,
        said=one.said,
        proposed=[moment for _said, moment in times],
        choices=[(said, moment) for said, moment in times if moment > now()] if picks else [],
        may_pick=picks,
        may_call_off=ends and not (one.at is not None and one.is_past),
        is_past=one.is_past,
        other=_other(actor, one) if one.at is not None else None,
    )


def _other(actor: Actor, one: Appointment) -> Person | None:
    """Of the two who talk the one this reader is not."""
    asks = one.question.author_id
    whom = one.answered_by_id if actor.own_id == asks else asks
    return Person.objects.visible_to(actor).filter(pk=whom).first() if whom is not None else None
