"""What comes in by mail, whichever way: ``receive`` decides, writes down what it decided, and has it told if it must be.

A mail is known by a hash of its id, its sender, whether that is proven, and what it answers. The row of this hash and what the mail does
are one transaction: a process that dies has done both or none, and the same mail again does nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction

from passerelle.doors.mail.bouncing import note, refusal_in
from passerelle.doors.mail.bringing import Answered
from passerelle.doors.mail.models import Received, Verdict
from passerelle.doors.mail.posting import Beginning, begin
from passerelle.doors.mail.reading.automatic import is_automatic
from passerelle.doors.mail.reading.letter import Letter, Unreadable
from passerelle.doors.mail.reading.proof import is_proven
from passerelle.doors.mail.replying import Reply, prepare
from passerelle.doors.mail.telling import tell_later
from passerelle.lib.inserting import insert_unless_there
from passerelle.notifications.mailing.inbound import Purpose, Token, inbound_parts, read_token
from passerelle.notifications.mailing.letters import speaking_to
from passerelle.people.models import Person

LARGEST = 30 * 1024 * 1024  # bytes: files of 20 MB, as mail carries them
_UNTOLD = (Verdict.TAKEN, Verdict.AUTOMATIC, Verdict.NOT_OURS, Verdict.STRANGER, Verdict.BOUNCED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail; ``again`` when it had come before."""

    verdict: Verdict
    received_id: int | None = None
    post_id: int | None = None
    again: bool = False
    left_out: bool = False  # taken, but for a file


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is known of a mail before its words are read."""

    letter: Letter
    token: Token | None
    tag: str
    proven: bool
    sender: Person | None  # whose address it says it is from

    @property
    def key(self) -> str:
        """Equal for the same mail. What nobody proved is another mail than what somebody did, or a forgery would stand in its way."""
        identifier = self.letter.message_id or hashlib.sha256(self.letter.raw).hexdigest()
        told = f"{identifier}|{self.letter.sender}|{self.proven}|{self.tag}"
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def receive(raw: bytes, authenticated_by: str, *, is_cut: bool = False) -> Outcome:
    """Take a mail in, once. ``authenticated_by`` is the name of the mail server whose word about senders counts.

    With ``is_cut`` this is only how a mail begins that is larger than mail may be.
    """
    try:
        envelope = _open(raw[:LARGEST], authenticated_by)
        if (refusal := refusal_in(envelope.letter, envelope.token)) is not None:
            return Outcome(Verdict.BOUNCED, note(envelope.key, refusal).pk)
        if is_automatic(envelope.letter, own_addresses()):
            return Outcome(Verdict.AUTOMATIC)
    except Unreadable:
        return Outcome(Verdict.UNREADABLE)
    found = _judge(envelope, is_large=is_cut or len(raw) > LARGEST)
    if envelope.sender is None or found.verdict in (Verdict.NOT_OURS, Verdict.STRANGER):
        return Outcome(found.verdict)
    return _settle(envelope, envelope.sender, found)


def own_addresses() -> set[str]:
    """Where this installation's own mail comes from."""
    parts = inbound_parts()
    return {parseaddr(settings.PASSERELLE.email_from)[1].lower(), *(["@".join(parts)] if parts else [])}


def _open(raw: bytes, authenticated_by: str) -> Envelope:
    letter, parts = Letter.of(raw), inbound_parts()
    tags = letter.sent_to(*parts) if parts else []
    tag = next(iter(tags), "")
    sender = Person.objects.present().filter(email=letter.sender).first() if letter.sender else None
    return Envelope(letter, read_token(tag), tag, is_proven(letter, authenticated_by), sender)


def _judge(envelope: Envelope, *, is_large: bool) -> Answered:
    """Why it is not taken; TAKEN while nothing speaks against it."""
    token, sender = envelope.token, envelope.sender
    if sender is None:
        return Answered(Verdict.STRANGER if token else Verdict.NOT_OURS)
    if token is None or token.purpose != Purpose.REPLY:
        if not envelope.proven:
            return Answered(Verdict.NOT_OURS)
        unaddressed = token is not None or not envelope.tag
        return Answered(Verdict.UNADDRESSED if unaddressed else Verdict.LARGE if is_large else Verdict.TAKEN)
    if token.ids[0] != sender.pk:
        return Answered(Verdict.STRANGER)
    if not envelope.proven:
        return Answered(Verdict.UNPROVEN)
    if token.is_over:
        return Answered(Verdict.EXPIRED)
    return Answered(Verdict.LARGE if is_large else Verdict.TAKEN)


def _settle(envelope: Envelope, person: Person, found: Answered) -> Outcome:
    """Do what it asks for and write it down; files are taken first, because pictures take time.

    What was taken is never taken again. What was not is looked at anew when it comes again, and told of once.
    """
    known = Received.objects.filter(key=envelope.key, verdict=Verdict.TAKEN).first()
    if known is not None:
        return _outcome(known, again=True)
    with speaking_to(person):
        prepared = _prepare(envelope, person) if found.verdict == Verdict.TAKEN else None
        with transaction.atomic():
            row = Received(
                key=envelope.key, verdict=found.verdict, person=person, message_id=envelope.letter.message_id
            )
            is_new = insert_unless_there(row)
            if not is_new:
                row = Received.objects.select_for_update().get(key=envelope.key)
                if row.post_id is not None:
                    return _outcome(row, again=True)
            found = prepared.carry_out() if prepared else found
            row.verdict, row.reason = found.verdict, found.reason
            row.contribution_id, row.post_id, row.community_id = (
                found.contribution_id,
                found.post_id,
                found.community_id,
            )
            row.save()
            if is_new and (found.verdict not in _UNTOLD or found.reason):
                tell_later(row)
    return _outcome(row, again=not is_new)


def _prepare(envelope: Envelope, person: Person) -> Reply | Beginning:
    if envelope.token is not None:
        return prepare(envelope.letter, person, envelope.token.ids)
    return begin(envelope.letter, person, envelope.tag)


def _outcome(row: Received, *, again: bool = False) -> Outcome:
    return Outcome(Verdict(row.verdict), row.pk, row.post_id, again, left_out=bool(row.reason))
