"""Addresses in mail: whole ones, and the signed one that ends mail without signing in."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.urls import reverse

from passerelle.people.models import Person

_SALT = "passerelle.mail.stop"


def absolute(path: str) -> str:
    """A path of this installation as people can open it from their mail."""
    return f"{settings.BASE_URL}{path}"


def host() -> str:
    """The right side of message ids."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def stop_url(person: Person) -> str:
    """Where this person ends mail; whoever has the mail may, for nothing else can be done there."""
    return absolute(reverse("mail_stop", args=[signing.dumps(person.pk, salt=_SALT)]))


def person_of(token: str) -> Person | None:
    """Whose mail a link ends; None when it was not made here."""
    try:
        pk = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Person.objects.filter(pk=pk).first()
