"""Addresses that refuse our mail: stop writing to them, and begin again when their owner says so."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.people.models import Person, RefusingAddress

Why = RefusingAddress.Why
PATIENCE = 4  # "not for now" so often, within
WITHIN = timedelta(days=14)


@transaction.atomic
def note_refusal(person: Person, why: Why, *, by: Actor) -> bool:
    """Write down that a mail to somebody's present address came back; returns whether nothing is sent there from now on."""
    if not person.email:
        return False
    moment = now()
    RefusingAddress.objects.get_or_create(
        address=person.email, defaults={"person": person, "why": why, "since": moment}
    )
    row = RefusingAddress.objects.select_for_update().get(address=person.email)
    if row.stopped_at is not None:
        return True
    if moment - row.since > WITHIN:
        row.since, row.times = moment, 0
    row.person, row.why, row.times = person, why, row.times + 1
    if why != Why.BUSY or row.times >= PATIENCE:
        row.stopped_at = moment
        record(by, "person.mail_stopped", person, why=str(why))
    row.save()
    return row.stopped_at is not None


@transaction.atomic
def write_again(person: Person, *, by: Actor) -> None:
    """Send mail to somebody's address again; nothing happens when nothing stood in the way."""
    if RefusingAddress.objects.filter(person=person).delete()[0]:
        record(by, "person.mail_resumed", person)


def refusing_address(person: Person) -> RefusingAddress | None:
    """The present address of somebody, when nothing is sent there any more."""
    return RefusingAddress.objects.filter(address=person.email or "", stopped_at__isnull=False).first()
