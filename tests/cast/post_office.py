"""A mail server on loopback: what goes to the hub ends in its mailbox with our server's word about the sender, the rest in a list."""

from __future__ import annotations

import re
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from pytest_django import Settings

from cast.imap_server import Mailbox

SERVER = "mx.orsel.example"
HUB = "hub@orsel.example"


class PostOffice:
    """Takes mail for everybody; ``truthful`` says who is really who they say."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self.letters: list[EmailMessage] = []
        self.port = 0

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        for recipient in envelope.rcpt_tos:
            if recipient.startswith("hub+") or recipient == HUB:
                self.mailbox.add(stamped(envelope.content, recipient))
            else:
                letter = message_from_bytes(envelope.content, policy=policy.default)
                letter["X-Envelope-From"] = envelope.mail_from
                self.letters.append(letter)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """What somebody got."""
        return [letter for letter in self.letters if letter["To"] == address]

    def post(self, letter: EmailMessage) -> None:
        """Somebody sends a mail with their own program."""
        with smtplib.SMTP("127.0.0.1", self.port) as connection:
            connection.send_message(letter)


def stamped(raw: bytes, recipient: str = HUB) -> bytes:
    """A mail as our server hands it on: it knows the domain of Orsel, and nothing of others."""
    said = re.search(rb"^From:.*@([^>\s]*)", raw, re.MULTILINE)
    sender = said[1].decode("ascii", "replace") if said else ""
    result = "pass" if sender == "orsel.example" else "fail"
    word = f"Authentication-Results: {SERVER}; dmarc={result} header.from={sender}\nDelivered-To: {recipient}\n"
    return word.encode() + raw


@contextmanager
def post_office(mailbox: Mailbox, settings: Settings) -> Iterator[PostOffice]:
    """Django mails here, and mail for the hub comes back through the mailbox."""
    office = PostOffice(mailbox)
    with socket.create_server(("127.0.0.1", 0)) as free:
        office.port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
    try:
        yield office
    finally:
        controller.stop()


def with_mailbox(settings: Settings, url: str = "") -> None:
    """Let mail come in."""
    settings.PASSERELLE = settings.PASSERELLE.model_copy(
        update={"inbound_address": HUB, "inbound_url": url, "inbound_authserv": SERVER}
    )
