"""Print cards for people without a mailbox; printing a new one ends the old."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.lib.ids import ALPHABET
from passerelle.people import rules
from passerelle.people.backends import plain_code
from passerelle.people.models import Person, StaffCard
from passerelle.people.sessions import end_sessions

MOST = 100


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """A card as it lies in the printer; nobody can read its code again later."""

    person: Person
    code: str


def print_cards(people: Sequence[Person], *, by: Actor) -> list[PrintedCard]:
    """Give each person a new code; raises Refused for who has no staff number, and beyond a hundred at once.

    Hashing takes its time, so it comes before the transaction.
    """
    rules.may_administer(by).require()
    if len(people) > MOST:
        raise Refused(_("At most %(limit)s cards at once.") % {"limit": MOST})
    for person in people:
        if not person.staff_number or person.is_former:
            raise Refused(_("%(name)s has no staff number, or is no longer here.") % {"name": person.name})
    cards = [PrintedCard(person, _new_code()) for person in people]
    hashes = [make_password(plain_code(card.code)) for card in cards]
    with transaction.atomic():
        for card, code_hash in zip(cards, hashes, strict=True):
            _replace(card.person, code_hash, by)
    return cards


def _replace(person: Person, code_hash: str, by: Actor) -> None:
    fresh = {"code_hash": code_hash, "printed_at": now(), "failures": 0, "blocked_until": None}
    StaffCard.objects.update_or_create(person=person, defaults=fresh)
    end_sessions(person)
    record(by, "card.printed", person)


def _new_code() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _letter in range(12)).upper()
    return "-".join((letters[:4], letters[4:8], letters[8:]))
