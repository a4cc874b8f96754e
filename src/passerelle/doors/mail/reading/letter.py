"""A letter: the headers of a mail as its sender wrote them, and its parts.

The old policy of Python's parser leaves a header alone until somebody asks for it; the newer one reads a hundred thousand addresses for
minutes and stumbles over some that were made for it. What is asked for here is asked of the raw text, cut to a length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from passerelle.lib.text import one_line
from passerelle.people.addresses import normal_address

MOST_PARTS = 100
LONGEST_HEADER = 20_000
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
_IN_BRACKETS = re.compile(r"[^<>@,;:]*<([^<>]+)>\s*")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,240}>")
_RECIPIENTS = ("delivered-to", "x-original-to", "envelope-to", "x-forwarded-to", "to", "cc")


class Unreadable(Exception):
    """Nobody can make a letter of this."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that could be parsed."""

    raw: bytes
    message: Message
    raw_headers: list[tuple[str, str]]

    @classmethod
    def of(cls, raw: bytes) -> Letter:
        """Parse a mail; raises Unreadable."""
        try:
            message = message_from_bytes(raw, policy=policy.compat32)
            headers = [(name.lower(), _text(value)[:LONGEST_HEADER]) for name, value in message.raw_items()]
        except Exception as error:  # whatever a stranger can make the parser do
            raise Unreadable from error
        if not headers:
            raise Unreadable
        return cls(raw, message, headers)

    def all(self, name: str) -> list[str]:
        """Every header of a name, uppermost first, as it came and on one line."""
        return [" ".join(value.split()) for header, value in self.raw_headers if header == name]

    def first(self, name: str) -> str:
        """The uppermost one, empty when there is none."""
        return next(iter(self.all(name)), "")

    @property
    def subject(self) -> str:
        """What it is about, decoded."""
        return one_line(_decoded(self.first("subject")), 200)

    @property
    def message_id(self) -> str:
        """Its id, empty when it has none that could stand in a header."""
        match = _MESSAGE_ID.search(self.first("message-id"))
        return match[0] if match else ""

    @property
    def sender(self) -> str | None:
        """The one plain address it says it is from; None when there are several, or one that two programs could read differently."""
        headers = self.all("from")
        if len(headers) != 1:
            return None
        value = _COMMENT.sub(" ", _QUOTED.sub(" ", headers[0])).strip()
        bracketed = _IN_BRACKETS.fullmatch(value)
        address = bracketed[1] if bracketed else value
        try:  # letters beyond ASCII may be folded into others, by us or by the server that vouches
            return normal_address(address) if address.isascii() else None
        except ValueError:
            return None

    def sent_to(self, local: str, domain: str) -> list[str]:
        """What follows the plus sign in those of its recipients that are ours, each once; the way it came stands first."""
        ours = re.compile(
            rf"(?<![\w.+-]){re.escape(local)}\+([\w.-]{{1,60}})@{re.escape(domain)}(?![\w.-])", re.IGNORECASE
        )
        found = (ours.findall(value) for name in _RECIPIENTS for value in self.all(name))
        return list(dict.fromkeys(each.lower() for tags in found for each in tags))

    def parts(self) -> Iterator[Message]:
        """Its leaves in order; a mail inside is one leaf. Raises Unreadable when there are too many."""
        waiting, seen = [self.message], 0
        while waiting:
            part, seen = waiting.pop(), seen + 1
            if seen > MOST_PARTS:
                raise Unreadable
            inside = part.get_payload() if part.get_content_maintype() == "multipart" else None
            if isinstance(inside, list):
                waiting += [each for each in reversed(inside) if isinstance(each, Message)]
            else:
                yield part


def file_name(part: Message) -> str:
    """What a part calls itself, decoded; empty when it has no name."""
    return one_line(_decoded(part.get_filename() or ""), 200)


def _text(value: object) -> str:
    """A header's raw text; bytes beyond ASCII are read as UTF-8, and what is not is marked."""
    return str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return value
