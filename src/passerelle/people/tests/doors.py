"""What the tests of signing in share: a password, a way to type it, a card."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client

from passerelle.lib.clock import now
from passerelle.people.models import Person, StaffCard

PASSWORD = "seven calm bridges"
CODE = "ABCD-EFGH-JKMN"


def give_password(person: Person, *, verified: bool = True) -> None:
    """Let somebody sign in by mail; earlier tries of other tests are forgotten."""
    cache.clear()
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=verified, primary=True)


def give_card(person: Person, number: str = "10482") -> StaffCard:
    """A card with CODE."""
    cache.clear()
    Person.objects.filter(pk=person.pk).update(staff_number=number)
    return StaffCard.objects.create(person=person, code_hash=make_password(CODE.replace("-", "")), printed_at=now())


def sign_in(email: str, password: str = PASSWORD, **more: str) -> tuple[Client, int]:
    """A browser after typing address and password, and the answer's status: 302 is in."""
    client = Client()
    answer = client.post("/account/login/", {"login": email, "password": password, **more})
    return client, answer.status_code


def is_in(client: Client) -> bool:
    """Whether this browser belongs to somebody."""
    return client.get("/settings/account/").status_code == 200
