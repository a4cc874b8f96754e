"""Where a request may go: https to a public address; anything else only to a host the administrator named."""

from __future__ import annotations

import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from passerelle.lib.outbound.addresses import is_public

LONGEST = 2000
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
_PATH = re.compile(r"[!-~]*")


class Forbidden(ValueError):
    """Nothing is sent to such an address."""


@dataclass(frozen=True, slots=True)
class Target:
    """A judged address, not resolved yet."""

    host: str
    port: int
    path: str
    is_secure: bool
    is_named: bool  # by the administrator: it may be in here

    @property
    def name(self) -> str:
        """As the Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.is_secure else 80) else f"{host}:{self.port}"

    def resolve(self) -> str:
        """The address to connect to. Raises Forbidden when one of those behind the name is not public, OSError when there is none."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = [str(each[4][0]) for each in found]
        if not addresses:
            raise OSError(f"{self.host} has no address")
        if not self.is_named and not all(map(is_public, addresses)):
            raise Forbidden("an address of the inner network")
        return addresses[0]


def target_of(url: str, named: Collection[str] = ()) -> Target:
    """Read an address; ``named`` are hosts, with their port if it is another, that may be called wherever they are. Raises Forbidden."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Forbidden("no address") from error
    host = (parts.hostname or "").rstrip(".")
    written = parts.netloc.rpartition("@")[2]
    is_secure = parts.scheme == "https"
    is_named = written.lower() in named
    if len(url) > LONGEST or parts.scheme not in {"http", "https"} or not _PATH.fullmatch(url):
        raise Forbidden("no address of the web")
    if "@" in parts.netloc or not _HOST.fullmatch(f"[{host}]" if ":" in host else host):
        raise Forbidden("no plain name of a host")
    if not is_named and (not is_secure or port not in {None, 443}):
        raise Forbidden("only https is called")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port or (443 if is_secure else 80), path, is_secure, is_named)
