"""What a mail service says of a mail that was not taken. It is the one that tried, and is believed about anybody's address.

Only refusals and complaints count. That a mail arrived, was opened or clicked is not looked at and not kept: nobody is measured.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings

from passerelle.doors.mail.bouncing import Refusal, how_firmly, note
from passerelle.people.addresses import normal_address
from passerelle.people.models import Person, RefusingAddress

Why = RefusingAddress.Why
_STATUS = re.compile(r"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])")
_GONE = ("bounced", "invalid")  # anymail's words for why a service will not try again
_SOFT = {  # where a service says that it is not for good, which anymail does not tell apart
    "brevo": (("event",), ("soft_bounce",)),
    "mailersend": (("type",), ("activity.soft_bounced",)),
    "mailjet": (("hard_bounce",), (False, 0)),
    "postmark": (("Type",), ("SoftBounce",)),
    "resend": (("data", "bounce", "type"), ("Transient", "Undetermined")),
    "sparkpost": (("msys", "message_event", "bounce_class"), ("20", "21", "22", "23", "24", "40", "70")),
}


class Returned(NamedTuple):
    """One word about one address: the same word again has the same key."""

    key: str
    address: str
    why: Why


def returned(event: Any) -> Returned | None:
    """What an event means for an address; None for everything that does not concern us."""
    if event.event_type not in ("bounced", "rejected", "complained"):
        return None
    service = settings.PASSERELLE.mail_service
    which = event.event_id or f"{event.message_id} {event.timestamp}"
    told = f"{service} {event.event_type} {event.recipient} {which}"
    key = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
    try:
        return Returned(key, normal_address(str(event.recipient)), _why(event, service))
    except ValueError:
        return None


def note_returned(said: Returned) -> None:
    """Write it down for whoever has that address, once."""
    person = Person.objects.filter(email=said.address).first()
    if person is not None:
        note(said.key, Refusal(person, said.why))


def _why(event: Any, service: str) -> Why:
    if event.event_type == "complained":
        return Why.COMPLAINT
    if service in _SOFT and _is_soft(event.esp_event, *_SOFT[service]):
        return Why.BUSY
    if status := _STATUS.search(f"{event.mta_response or ''} {event.description or ''}"):
        return how_firmly(status[0])
    return Why.GONE if event.reject_reason in _GONE else Why.BUSY


def _is_soft(said: Any, path: tuple[str, ...], words: tuple[object, ...]) -> bool:
    for name in path:
        said = said.get(name) if isinstance(said, Mapping) else None
    return said in words
