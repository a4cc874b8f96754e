"""A push service on this machine, and browsers that hold the keys to what it was handed."""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from py_vapid import Vapid02

from passerelle.notifications.pushing.keys import public_key


@dataclass
class Browser:
    """The keys one browser made, and the address its push service gave it."""

    endpoint: str
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def subscription(self) -> dict[str, str]:
        """What it tells the site."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "p256dh": _written(point), "auth": _written(self.secret)}

    def subscribe(self, client: Client, **headers: str) -> int:
        """Ask to be told, as the page does; returns the status."""
        return client.post("/settings/devices/here/", self.subscription, headers=headers).status_code

    def open(self, sealed: bytes) -> dict[str, Any]:
        """Read a message."""
        opened = http_ece.decrypt(sealed, private_key=self.key, auth_secret=self.secret, version="aes128gcm")
        message: dict[str, Any] = json.loads(opened)
        return message


@dataclass
class PushService:
    """Takes messages; ``answers`` holds what it says for a path, 201 otherwise.

    ``before_answer`` is called once when a message is taken and its sender does not know yet.
    """

    host: str
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    before_answer: Callable[[], None] | None = None

    def browser(self, path: str = "/one") -> Browser:
        """Give a browser an address."""
        return Browser(f"http://{self.host}{path}")

    def messages(self, browser: Browser) -> list[dict[str, Any]]:
        """What one browser was sent, read with its keys; each carried the proof of our key."""
        path = browser.endpoint.removeprefix(f"http://{self.host}")
        return [browser.open(body) for at, headers, body in self.taken if at == path and _is_proven(headers)]


@contextmanager
def push_service() -> Iterator[PushService]:
    """A push service for a while."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:  # its sender died over it: nothing was taken
                return
            service.taken.append((self.path, dict(self.headers), body))
            happen, service.before_answer = service.before_answer, None
            if happen is not None:
                happen()
                return
            self.send_response(service.answers.get(self.path, 201))
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = PushService(f"127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


def _is_proven(headers: dict[str, str]) -> bool:
    proof = headers["Authorization"]
    return Vapid02.verify(proof) and proof.endswith(f"k={public_key()}") and headers["TTL"] == "86400"


def _written(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()
