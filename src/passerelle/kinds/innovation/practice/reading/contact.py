"""Whom a reader asks about a practice, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.contact import contact_of
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.people.models import Person


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody this reader may meet, and when one can ask them."""

    person: Person
    reached: str


def contact_for(actor: Actor, contribution: Contribution) -> Contact | None:
    """Whoever was named, as far as this reader may meet them; None where that is whoever brought it."""
    named = contact_of(contribution)
    person = Person.objects.visible_to(actor).present().filter(pk=named).first() if named is not None else None
    if person is None:
        return None
    return Contact(person, Practice.objects.values_list("contact_reached", flat=True).get(pk=contribution.pk))


def as_it_is(actor: Actor, contribution: Contribution) -> dict[str, Any]:
    """What the form begins with."""
    contact = contact_for(actor, contribution)
    return {"person": contact.person.pid, "reached": contact.reached} if contact else {}
