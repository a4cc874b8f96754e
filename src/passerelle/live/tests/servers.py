"""Servers as processes of their own, and a listener that reads a stream from one."""

from __future__ import annotations

import http.client
import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from passerelle.people.models import Person

SERVE = """
import sys
import passerelle.asgi  # sets Django up
from passerelle.work.serving.server import serve
serve("127.0.0.1", int(sys.argv[1]))
"""


def database_url() -> str:
    """The address of the test database, for another process."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    password = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
    return f"postgres://{database['USER']}{password}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


@contextmanager
def served() -> Iterator[int]:
    """A server process over the test database; yields its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PASSERELLE_WEB_THREADS": "2",
        "PASSERELLE_JOBS_IN_PROCESS": "false",
        "PASSERELLE_DATA": str(Path(settings.PASSERELLE.data)),
    }
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port)], env=environment)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(60)


def session_of(person: Person) -> str:
    """A session cookie for somebody."""
    client = Client()
    client.force_login(person, backend="passerelle.people.backends.StaffCardBackend")
    return f"sessionid={client.cookies['sessionid'].value}"


class Ear:
    """Listens to the stream of somebody in a thread."""

    def __init__(self, port: int, cookie: str, *wanted: str, last: str = "") -> None:
        """Connect; ``status`` is there at once, events come."""
        self.events: queue.Queue[dict[str, Any]] = queue.Queue()
        self.last = ""
        self.ended = threading.Event()
        query = "&".join(f"on={want}" for want in wanted)
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Cookie": cookie, "Host": "localhost"} | ({"Last-Event-ID": last} if last else {})
        self._connection.request("GET", f"/live/?{query}", headers=headers)
        self._answer = self._connection.getresponse()
        self.status, self.headers = self._answer.status, self._answer.headers
        if self.status == 200:
            threading.Thread(target=self._listen, daemon=True).start()

    def hears(self, seconds: float = 30) -> list[tuple[str, str]]:
        """What came: the first event, waited for as long as this takes, and everything that is there after it, in order."""
        heard, until = [], time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                event = self.events.get(timeout=left)
            except queue.Empty:
                break
            assert set(event) == {"type", "id"}
            heard.append((event["type"], event["id"]))
            until = min(until, time.monotonic() + 0.3)
        return heard

    def close(self) -> None:
        """Go; the reading thread would hold a plain ``close`` up until the next sign of life from the server."""
        if self._connection.sock is not None:
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._connection.close()

    def _listen(self) -> None:
        try:
            for raw in self._answer:
                line = raw.decode().rstrip("\n")
                if line.startswith("id: "):
                    self.last = line[4:]
                if line.startswith("data: "):
                    self.events.put(json.loads(line[6:]))
        except (OSError, ValueError, http.client.HTTPException, AttributeError):
            pass
        self.ended.set()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the server did not start"
        try:
            with socket.create_connection(("127.0.0.1", port), 0.2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start in time")
