"""Mail addresses in one plain form, so that two that reach the same mailbox are equal and none hides its domain."""

from __future__ import annotations

import re

_LOCAL = re.compile(r"[a-z0-9](?:[a-z0-9._+'&/-]{0,62}[a-z0-9_+-])?")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
LONGEST = 254


def normal_address(typed: str) -> str:
    """The address in lower case with its domain in ASCII; raises ValueError for anything but a plain one.

    Encoded words, quoted parts, routes and letters that only look like an @ are refused: mail software reads them
    differently from us, and would take them past a rule about domains.
    """
    local, at, domain = typed.strip().lower().partition("@")
    try:
        ascii_domain = domain.encode("idna").decode().lower()
    except UnicodeError as error:
        raise ValueError("not a domain") from error
    if not at or not _LOCAL.fullmatch(local) or ".." in local or not _DOMAIN.fullmatch(ascii_domain):
        raise ValueError("not a plain address")
    address = f"{local}@{ascii_domain}"
    if len(address) > LONGEST:
        raise ValueError("too long")
    return address


def domain_of(address: str) -> str:
    """The domain of a normal address."""
    return address.rpartition("@")[2]


def allowed_domains(listed: str) -> frozenset[str]:
    """The domains of a setting such as ``example.com, exämple.fr``, in ASCII; what is no domain is left out."""
    found = set()
    for part in listed.replace(";", ",").split(","):
        try:
            domain = part.strip().lstrip("@").lower().encode("idna").decode()
        except UnicodeError:
            continue
        if _DOMAIN.fullmatch(domain):
            found.add(domain)
    return frozenset(found)
