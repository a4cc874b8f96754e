"""When somebody talks about a practice: for whoever asked and whoever took the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_noop as words

from passerelle.contributions.dates import Dated, dates
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import LASTS, Appointment


@dates
def talks(actor: Actor, since: date) -> Iterator[Dated]:
    """Half an hour each; what was not chosen, or is off, is none."""
    mine = Q(question__author_id=actor.own_id) | Q(answered_by_id=actor.own_id)
    taken = Appointment.objects.filter(mine, said__in=(Appointment.Said.FIRST, Appointment.Said.SECOND))
    for one in taken.order_by("pk"):
        if one.at is not None and one.at.date() >= since:
            yield Dated(one.question_id, "talk", one.at, words("Appointment: %(title)s"), one.at + LASTS)
