"""Starts what an installation runs: the server, and workers beside it."""

from __future__ import annotations

import logging
import signal
import socket
import threading
from collections.abc import Callable

import uvicorn
from django.conf import settings

from passerelle.work.serving.application import Application
from passerelle.work.worker import Workers

log = logging.getLogger("passerelle.serving")
SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Server(uvicorn.Server):
    """uvicorn, which says when it is ready and ends open streams before it waits for requests to end."""

    def __init__(self, application: Application, ready: Callable[[], None] = lambda: None) -> None:
        """Configure for one process behind a proxy or alone; Django's logging is kept."""
        super().__init__(
            uvicorn.Config(
                application,
                http="httptools",
                ws="none",
                lifespan="on",
                access_log=False,
                log_config=None,
                server_header=False,
                timeout_graceful_shutdown=2,
                timeout_keep_alive=30,
            )
        )
        self._application = application
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, then tell."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End streams, then stop as usual."""
        self._application.end_streams()
        await super().shutdown(sockets)


def serve(host: str, port: int, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until SIGTERM or SIGINT, then return; ``ready`` is called once when the first request can come.

    Needs ``django.setup()``. Raises OSError when the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=2048) as listening:
        # uvicorn raises the signal again after its clean end; that ought to be an end with code 0.
        for number in SIGNALS:
            signal.signal(number, lambda *_: None)
        Server(Application(), ready).run([listening])


def run_worker(threads: int | None = None) -> None:
    """Run jobs until SIGTERM or SIGINT, let the running ones finish (30 s at most), then return. Needs ``django.setup()``."""
    stopping = threading.Event()
    for number in SIGNALS:
        signal.signal(number, lambda *_: stopping.set())
    workers = Workers(threads or max(1, settings.PASSERELLE.job_threads))
    workers.start()
    stopping.wait()
    if not workers.stop(30):
        log.warning("A job did not end in time; it is tried again after its lease")
