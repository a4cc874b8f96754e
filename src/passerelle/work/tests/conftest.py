"""A real server on a free port, in a thread of the test."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from passerelle.work.serving.server import Server

Get = Callable[..., http.client.HTTPResponse]


@pytest.fixture
def bare_settings(settings, tmp_path):
    """Our own views, no middleware that would ask for a person, small limits."""
    settings.ROOT_URLCONF = "passerelle.work.tests.urls"
    settings.MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "django.middleware.gzip.GZipMiddleware"]
    settings.DEBUG = False
    settings.STATIC_ROOT = tmp_path
    changes = {"web_threads": 4, "upload_max_mb": 1, "jobs_in_process": False}
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update=changes)
    return settings


@pytest.fixture
def server(bare_settings) -> Iterator[Server]:
    """Started and stopped as an installation does it."""
    from passerelle.work.serving.application import Application  # noqa: PLC0415  this file is read before Django starts
    from passerelle.work.serving.server import Server  # noqa: PLC0415  the same

    ready = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0), backlog=100)
    running = Server(Application(), ready.set)
    running.address = listening.getsockname()
    thread = threading.Thread(target=running.run, args=([listening],))
    thread.start()
    assert ready.wait(60)
    yield running
    running.should_exit = True
    thread.join(60)
    listening.close()
    assert not thread.is_alive()


@pytest.fixture
def ask(server) -> Iterator[Get]:
    """Sends one request on a connection of its own; the answer is read by the caller."""
    connections: list[http.client.HTTPConnection] = []

    def send(path: str, method: str = "GET", body: object = None, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(*server.address, timeout=60)
        connections.append(connection)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Host": "localhost", **names}, encode_chunked=hasattr(body, "__next__"))
        return connection.getresponse()

    yield send
    for connection in connections:
        connection.close()
