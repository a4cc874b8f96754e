"""Addresses under which mail comes back: one for each reply, one for what cannot be delivered. Both are signed and end.

All stand behind one mailbox, told apart by what follows the plus sign. Mail programs change the case of addresses and cut long ones, so a
token is letters of one case and 40 at most: a letter for its purpose, then ids, the day and a signature in base 32.
"""

from __future__ import annotations

import re
from base64 import b32decode, b32encode
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from passerelle.lib.clock import now
from passerelle.people.models import Person

AGE = timedelta(days=60)
_BEGINNING = date(2026, 1, 1)
_SIGNATURE = 10  # bytes: who guesses has one mail for each try
_TOKEN = re.compile(r"([a-z])([a-z2-7]{18,46})")


class Purpose(StrEnum):
    """What an address is for."""

    REPLY = "r"  # ids: person, contribution, post
    BOUNCE = "b"  # ids: person, a number made of the address that was written to


class Token(NamedTuple):
    """What an address that was made here says."""

    purpose: Purpose
    ids: tuple[int, ...]
    day: date

    @property
    def is_over(self) -> bool:
        """Whether it is too old to be used."""
        return now().date() - self.day > AGE


def inbound_parts() -> tuple[str, str] | None:
    """What stands before the plus sign and after the @ of every address mail comes back to; None where there is no mailbox."""
    local, _at, domain = settings.PASSERELLE.inbound_address.lower().partition("@")
    return (local, domain) if local and domain else None


def address_for(purpose: Purpose, *ids: int) -> str | None:
    """An address that is good from today on; None where no mail comes in."""
    parts = inbound_parts()
    return f"{parts[0]}+{_token(purpose, ids, now().date())}@{parts[1]}" if parts else None


def return_path(person: Person) -> str | None:
    """Where word goes when a mail to somebody cannot be delivered; None where no mail comes in."""
    return address_for(Purpose.BOUNCE, person.pk, number_of(person.email or ""))


def number_of(address: str) -> int:
    """A number that another address most likely does not have."""
    return int.from_bytes(salted_hmac("passerelle.mail.address", address, algorithm="sha256").digest()[:4], "big")


def read_token(text: str) -> Token | None:
    """What a token says; None when it was not made here."""
    match = _TOKEN.fullmatch(text.lower())
    if match is None or match[1] not in set(Purpose):
        return None
    try:
        raw = b32decode(match[2].upper() + "=" * (-len(match[2]) % 8))
        *ids, days = _numbers(raw[:-_SIGNATURE])
        day = _BEGINNING + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    token = Token(Purpose(match[1]), tuple(ids), day)
    return token if constant_time_compare(_token(*token), text.lower()) else None


def _token(purpose: Purpose, ids: Iterable[int], day: date) -> str:
    body = b"".join(_bytes(number) for number in (*ids, max(0, (day - _BEGINNING).days)))
    signature = salted_hmac(f"passerelle.mail.{purpose}", body, algorithm="sha256").digest()[:_SIGNATURE]
    return purpose + b32encode(body + signature).decode().rstrip("=").lower()


def _bytes(number: int) -> bytes:
    """Seven bits in each byte, the last one marked: small numbers are short."""
    parts = [number & 127]
    while number := number >> 7:
        parts.append(number & 127)
    return bytes([*parts[:-1], parts[-1] | 128])


def _numbers(raw: bytes) -> list[int]:
    numbers, number, shift = [], 0, 0
    for byte in raw:
        number |= (byte & 127) << shift
        shift += 7
        if byte & 128:
            numbers.append(number)
            number = shift = 0
    if shift or not numbers:
        raise ValueError("cut short")
    return numbers
