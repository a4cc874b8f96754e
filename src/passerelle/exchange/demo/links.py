"""Sign-in links for seven people of the story; they exist only in a folder that `demo` marked, on this machine."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from passerelle.environment import Environment
from passerelle.exchange.demo.mark import secret_of
from passerelle.exchange.demo.names import pid_of
from passerelle.exchange.demo.story import read_story
from passerelle.people.models import Person

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Link:
    """One way in."""

    persona: str
    person: Person
    url: str


def links() -> list[Link]:
    """The links; none unless the demo is here."""
    environment: Environment = settings.PASSERELLE
    people = {person.pid: person for person in Person.objects.present().filter(pid__in=_pids().values())}
    return [
        Link(persona, people[pid], environment.base_url + reverse("demo_sign_in", args=[persona, _token(persona)]))
        for persona, pid in _pids().items()
        if pid in people and secret_of(environment.data)
    ]


def find_persona(request: HttpRequest, persona: str, token: str) -> Person | None:
    """The person a link stands for; None for a wrong link, outside a demo folder, and for a request from elsewhere."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    is_here = host in LOOPBACK and request.META.get("REMOTE_ADDR", "") in LOOPBACK
    if not is_here or persona not in _pids() or not secret_of(settings.PASSERELLE.data):
        return None
    if not hmac.compare_digest(token.encode(), _token(persona).encode()):
        return None
    return Person.objects.present().filter(pid=_pids()[persona]).first()


def landing(persona: str) -> str:
    """Where somebody begins: at home, or where the story says that their work is."""
    community = read_story().organisation["landings"].get(persona)
    if community is None:
        return reverse("home")
    return reverse("practice_portfolio", args=[pid_of("community", community)])


def _token(persona: str) -> str:
    secret = secret_of(settings.PASSERELLE.data)
    return hmac.digest(secret.encode(), persona.encode(), hashlib.sha256).hex()[:32]


@cache
def _pids() -> dict[str, str]:
    return {persona: pid_of("person", handle) for persona, handle in read_story().personas.items()}
