"""Mail of ours that came back: what a server (RFC 3464) or a reader (RFC 5965) has to say about it.

Anybody can write such a report. It counts only when it bears an address that was made here for mails to this very person: a report comes
to the envelope sender of what it is about, a complaint repeats it. Everything else is a machine's mail, and dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from django.db import transaction

from passerelle.doors.mail.models import Received, Verdict
from passerelle.doors.mail.reading.letter import Letter
from passerelle.journal.actor import system_actor
from passerelle.lib.inserting import insert_unless_there
from passerelle.notifications.mailing.inbound import Purpose, Token, inbound_parts, number_of, read_token
from passerelle.people.actions import note_refusal
from passerelle.people.models import Person, RefusingAddress

Why = RefusingAddress.Why
_FOR_NOW = {"5.2.2"}  # a full mailbox: many servers say so for good, and it is not
_LONGEST = 200_000  # bytes of a complaint that are looked through


class Refusal(NamedTuple):
    """Whose address refused, and how firmly."""

    person: Person
    why: Why


def refusal_in(letter: Letter, token: Token | None) -> Refusal | None:
    """What a report says of a mail of ours; None when it is no report, none of ours, or none of an address that is still used."""
    if letter.message.get_content_type() != "multipart/report":
        return None
    kind = str(letter.message.get_param("report-type") or "").lower()
    if kind == "feedback-report":
        token, why = _token_in(letter), Why.COMPLAINT
    else:
        said = _firmly(letter)
        if said is None:
            return None
        why = said
    if token is None or token.purpose != Purpose.BOUNCE or token.is_over:
        return None
    person_id, number = token.ids
    person = Person.objects.filter(pk=person_id).first()
    return Refusal(person, why) if person and person.email and number_of(person.email) == number else None


def note(key: str, refusal: Refusal) -> Received:
    """Write down, once for each key, that an address sent a mail of ours back."""
    with transaction.atomic():
        row = Received(key=key, verdict=Verdict.BOUNCED, person=refusal.person)
        if insert_unless_there(row):
            note_refusal(refusal.person, refusal.why, by=system_actor())
    return row


def how_firmly(status: str) -> Why:
    """Whether a status code (RFC 3463) of a failure means for good or for now."""
    return Why.GONE if status[0] == "5" and status not in _FOR_NOW else Why.BUSY


def _firmly(letter: Letter) -> Why | None:
    """Whether delivery failed for good or for now; None when it did not fail."""
    found = [
        (str(block.get("Action") or "").strip().lower(), str(block.get("Status") or "").strip().split(" ")[0])
        for block in _blocks(letter)
    ]
    failed = [
        status for action, status in found if action == "failed" and re.fullmatch(r"[45]\.\d{1,3}\.\d{1,3}", status)
    ]
    if not failed:
        return None
    return Why.GONE if any(how_firmly(status) == Why.GONE for status in failed) else Why.BUSY


def _blocks(letter: Letter) -> Iterator[Message]:
    """What a report says of each recipient."""
    for part in letter.parts():
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
            inside = part.get_payload()
            yield from (each for each in (inside if isinstance(inside, list) else []) if isinstance(each, Message))


def _token_in(letter: Letter) -> Token | None:
    """The address a complaint repeats."""
    parts = inbound_parts()
    if parts is None:
        return None
    ours = re.compile(rf"{re.escape(parts[0])}\+(b[a-z2-7]{{18,46}})@{re.escape(parts[1])}", re.IGNORECASE)
    for found in ours.finditer(letter.raw[:_LONGEST].decode("utf-8", "replace")):
        if token := read_token(found[1]):
            return token
    return None
