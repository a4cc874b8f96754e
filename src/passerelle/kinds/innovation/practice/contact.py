"""Who is asked about a practice: whoever was named, else whoever brought it."""

from __future__ import annotations

from django.db import models

from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution, Involvement
from passerelle.journal.actor import person_actor
from passerelle.lib.clock import now
from passerelle.people.models import Person

CONTACT = Involvement.Part.CONTACT


def contact_of(contribution: Contribution) -> int | None:
    """Whoever was named; None where that is whoever brought it."""
    return _running(contribution).values_list("person_id", flat=True).first()


def contacts_by(person: int) -> list[Contribution]:
    """What somebody is asked about in the name of another."""
    rows = Involvement.objects.filter(person_id=person, part=CONTACT, ended_at=None)
    return list(
        Contribution.objects.unscoped("where somebody is the contact").filter(pk__in=rows.values("contribution"))
    )


def can_be_asked(contribution: Contribution, person: Person) -> bool:
    """Whether somebody can sign in today and reads where it lives."""
    present = Person.objects.present().filter(pk=person.pk, is_imported=False).exists()
    return present and contribution.home_id in readable_ids(person_actor(person))


def bind(contribution: Contribution, person: Person | None) -> None:
    """One at a time; None: whoever brought it."""
    others = _running(contribution).exclude(person=person) if person else _running(contribution)
    others.update(ended_at=now())
    if person is not None:
        Involvement.objects.get_or_create(contribution=contribution, person=person, part=CONTACT, ended_at=None)


def _running(contribution: Contribution) -> models.QuerySet[Involvement]:
    return Involvement.objects.filter(contribution_id=contribution.pk, part=CONTACT, ended_at=None)
