"""uvicorn as we use it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, Protocol

import uvicorn


class Streaming(Protocol):
    """An ASGI application with answers that do not end by themselves."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer."""

    def end_streams(self) -> None:
        """End what would keep the server from stopping."""


class Server(uvicorn.Server):
    """uvicorn, which says when it is ready and ends open streams before it waits for requests to end."""

    def __init__(self, application: Streaming, ready: Callable[[], None] = lambda: None) -> None:
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
