"""A bare function behind the server of ``passerelle serve``: what the server itself can do. No Django in it."""

from __future__ import annotations

import socket
import sys
from typing import Any

from passerelle.work.serving.uvicorn import Server

ANSWER = b"hello"


class Hello:
    """Answers everything with five letters."""

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """One request, or the server's own questions at its start and end."""
        if scope["type"] == "lifespan":
            while (message := await receive())["type"] != "lifespan.shutdown":
                await send({"type": f"{message['type']}.complete"})
            await send({"type": "lifespan.shutdown.complete"})
            return
        headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(ANSWER)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": ANSWER})

    def end_streams(self) -> None:
        """There are none."""


if __name__ == "__main__":
    with socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=2048) as listening:
        Server(Hello()).run([listening])
