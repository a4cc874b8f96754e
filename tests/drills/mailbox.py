"""A mail server that remembers whom it accepted a mail for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from drills.installation import free_port


class Mailbox:
    """What was accepted, as recipient and message id; a mail program folds two mails with one id.

    ``before_answer`` is called once when a mail is accepted and its sender does not know yet.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.accepted: list[tuple[str, str]] = []
        self.before_answer: Callable[[], None] | None = None

    def __len__(self) -> int:
        return len(self.accepted)

    def counted(self) -> Counter[str]:
        """How many mails each recipient got."""
        return Counter(recipient for recipient, _id in self.accepted)

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        """Accept one mail."""
        identifier = str(message_from_bytes(envelope.content)["Message-ID"])
        self.accepted += [(recipient, identifier) for recipient in envelope.rcpt_tos]
        happen, self.before_answer = self.before_answer, None
        if happen is not None:
            happen()
        return "250 OK"


@contextmanager
def open_mailbox() -> Iterator[Mailbox]:
    """Accept mail on a free port until the block ends."""
    port = free_port()
    mailbox = Mailbox(f"smtp://127.0.0.1:{port}")
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
