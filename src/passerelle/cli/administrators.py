"""Makes the first administrator, before there is anybody who could invite one."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from passerelle.journal.actor import Via, system_actor
from passerelle.journal.recording import record
from passerelle.lib.text import one_line
from passerelle.people.addresses import normal_address
from passerelle.people.models import Organisation, Person
from passerelle.people.names import LENGTH, sort_key


class NotTaken(ValueError):
    """An address or a password cannot be taken; the message is a sentence."""


@transaction.atomic
def make_administrator(email: str, name: str, password: str) -> tuple[Person, bool]:
    """Return the administrator with this address and whether they are new; raises NotTaken with a sentence."""
    email, name = _address(email), one_line(name, LENGTH)
    person = Person.objects.filter(email__iexact=email).first()
    is_new = person is None
    person = person or Person(email=email, organisation=_home())
    if person.is_guest:
        raise NotTaken(f"{person.name} is a guest: only people of the organisation can be administrators.")
    person.name = name or person.name
    person.sort_name = sort_key(person.name)
    _validate(person, password)
    person.is_administrator = person.is_active = True
    person.set_password(password)
    person.save()
    EmailAddress.objects.filter(user=person).exclude(email__iexact=email).update(primary=False)
    EmailAddress.objects.update_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    record(system_actor(Via.CLI), "person.made_administrator", person)
    return person, is_new


def _address(written: str) -> str:
    """As everywhere here: one that mail can be sent to."""
    try:
        return normal_address(written)
    except ValueError as error:
        raise NotTaken(f"{written!r} is not an e-mail address.") from error


def _validate(person: Person, password: str) -> None:
    if not person.name:
        raise NotTaken("A name is needed: others will see it.")
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise NotTaken(f"This password cannot be taken: {' '.join(error.messages)}") from error


def _home() -> Organisation:
    """The home organisation; it waits for its first-run page when it is made here."""
    home, _created = Organisation.objects.get_or_create(
        kind=Organisation.Kind.HOME, defaults={"slug": "home", "name": "Passerelle"}
    )
    return home
