"""Sends one request and reads one short answer."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass

from passerelle.lib.hands import waiting
from passerelle.lib.outbound.targets import Target, target_of

SECONDS = 10.0  # from the name to the last byte
LARGEST = 64 * 1024


class Unanswered(Exception):
    """Nobody answered in time, or not in a way that can be read; trying later may help."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, cut to what we read."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    named: Collection[str] = (),
    seconds: float = SECONDS,
) -> Answer:
    """Post a body. A redirect is an answer like others. Raises Forbidden for what is not called, Unanswered when nothing came."""
    target = target_of(url, named)
    with waiting():  # for another machine: whoever has a page to make goes on meanwhile
        try:
            return _exchange(target, body, headers, seconds)
        except (OSError, http.client.HTTPException) as error:
            raise Unanswered(f"{target.host}: {type(error).__name__}") from error


def _exchange(target: Target, body: bytes, headers: Mapping[str, str], seconds: float) -> Answer:
    connection = _Connection(target, target.resolve(), seconds)
    # A time limit of the socket begins anew with every byte; this one does not.
    end = threading.Timer(seconds, connection.cut)
    end.daemon = True
    end.start()
    try:
        connection.request("POST", target.path, body, {"Host": target.name, **headers})
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read(LARGEST))
    finally:
        end.cancel()
        connection.close()


class _Connection(http.client.HTTPConnection):
    """Connects to the address that was judged, and proves the name."""

    def __init__(self, target: Target, address: str, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._target, self._address = target, address

    def connect(self) -> None:
        """Open the line."""
        self.sock = socket.create_connection((self._address, self._target.port), self.timeout)
        if self._target.is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._target.host)

    def cut(self) -> None:
        """End it from another thread."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
