"""Whether a mail comes from the domain it says it is from, by the word of one mail server alone: our own.

That server writes what it found into Authentication-Results (RFC 8601), above everything that came with the mail. So only the uppermost
of these headers counts, and only when it bears the name of our server; others were written by somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from passerelle.doors.mail.reading.letter import Letter
from passerelle.people.addresses import domain_of

_NAMED = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",), "dmarc": ("header.from",)}
_RESULT = re.compile(r"\s*([\w-]+)(?:\s*/\s*\d+)?\s*=\s*([\w-]+)")
_PROPERTY = re.compile(r"([\w-]+\.[\w-]+)\s*=\s*(\S+)")


def is_proven(letter: Letter, authenticated_by: str) -> bool:
    """Whether DMARC passed, or DKIM or SPF did for the domain of the sender or one above it."""
    server, *statements = _statements(letter.first("authentication-results"))
    if not letter.sender or not authenticated_by or server.split()[:1] != [authenticated_by.lower()]:
        return False
    results = [match.groups() for statement in statements if (match := _RESULT.match(statement))]
    if ("dmarc", "fail") in results:
        return False
    sender = domain_of(letter.sender)
    return any(
        sender == domain or (method != "dmarc" and "." in domain and sender.endswith(f".{domain}"))
        for method, domain in _passed(statements)
    )


def _passed(statements: list[str]) -> Iterator[tuple[str, str]]:
    """Each method that passed, with the domain it passed for."""
    for statement in statements:
        match = _RESULT.match(statement)
        if match and match[2] == "pass":
            for name, value in _PROPERTY.findall(statement):
                if name in _NAMED.get(match[1], ()):
                    yield match[1], value.rpartition("@")[2]


def _statements(header: str) -> list[str]:
    """What stands between semicolons, in lower case, without comments; what is quoted says nothing here and is left out as well."""
    statements, depth, quoted, escaped = [""], 0, False, False
    for sign in header.lower():
        if escaped:
            escaped = False
        elif sign == "\\" and (depth or quoted):
            escaped = True
        elif sign == '"' and not depth:
            quoted = not quoted
        elif sign in "()" and not quoted:
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif sign == ";" and not depth and not quoted:
            statements.append("")
        elif not depth and not quoted:
            statements[-1] += sign
    return statements
