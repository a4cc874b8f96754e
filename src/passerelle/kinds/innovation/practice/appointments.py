"""The two sides of an appointment: whoever asked, and those who are asked."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from passerelle.contributions.models import Involvement
from passerelle.kinds.innovation.practice.focal import in_turn
from passerelle.kinds.innovation.practice.models import Appointment

TALK = "talk"  # what is due of it, until somebody says when


def asked_side(appointment: Appointment) -> set[int]:
    """Who answers for the site, or stands in; of a practice whoever brought it, alone or with others, and its contact."""
    practice = appointment.practice
    if appointment.site_id:
        focal, deputy, stewards = in_turn(practice, appointment.site_id)
        people = focal | deputy or stewards
    else:
        knows = Q(part=Involvement.Part.CONTACT) | Q(part=Involvement.Part.CO_AUTHOR)
        bound = Involvement.objects.filter(knows, contribution=practice, ended_at=None)
        people = {*bound.values_list("person_id", flat=True)} | ({practice.author_id} if practice.author_id else set())
    return people - {appointment.question.author_id}


def both_sides(appointment: Appointment) -> set[int]:
    """The same, whoever asked, and whoever took a time, who keeps it when others are asked by now."""
    two = (appointment.question.author_id, appointment.answered_by_id)
    return asked_side(appointment) | {person for person in two if person is not None}


def appointments_about(contribution: int) -> QuerySet[Appointment]:
    """Those that hang on a question or a practice."""
    return Appointment.objects.filter(Q(question=contribution) | Q(practice=contribution)).select_related("question")


def appointments_of(person: int) -> QuerySet[Appointment]:
    """Those somebody asked for, or took a time of."""
    mine = Q(question__author=person) | Q(answered_by=person)
    return Appointment.objects.filter(mine).select_related("question__home")
