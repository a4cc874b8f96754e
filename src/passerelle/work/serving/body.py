"""Receives the body of a request: small ones in memory, large ones on disk, too large ones not at all."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import IO, Any

from django.core.exceptions import RequestAborted

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

IN_MEMORY = 1024 * 1024
SILENCE = 30.0  # seconds without a byte
PASSED_OVER = 64 * 1024 * 1024  # bytes
PASSING_OVER, HUSH = 60.0, 5.0  # seconds in all, and without a byte


class TooLarge(Exception):
    """The body is larger than any we accept."""

    def __init__(self, *, more: bool) -> None:
        """``more`` when the browser is still sending it."""
        super().__init__()
        self.more = more


async def receive_body(scope: Scope, receive: Receive, limit: int) -> IO[bytes]:
    """Return the body as a file, read from its start.

    Raises TooLarge, as early as can be known; RequestAborted when the browser leaves or falls silent.
    """
    if _announced(scope) > limit:
        raise TooLarge(
            more=not any(name == b"expect" for name, _value in scope["headers"])
        )  # else it waits to be asked
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the request closes it
    try:
        await _fill(file, receive, limit)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


async def pass_over(receive: Receive) -> None:
    """Read on for a while and forget: closing the connection under a browser that still sends would lose it the answer."""
    passed = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(PASSING_OVER):
            more = True
            while more and passed < PASSED_OVER:
                async with asyncio.timeout(HUSH):
                    message = await receive()
                more = message["type"] == "http.request" and message.get("more_body", False)
                passed += len(message.get("body", b""))


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value)
    return 0


async def _fill(file: IO[bytes], receive: Receive, limit: int) -> None:
    size = 0
    message = await receive()
    while message["type"] != "http.disconnect":
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise TooLarge(more=message.get("more_body", False))
        file.write(chunk)
        if not message.get("more_body", False):
            return
        try:
            async with asyncio.timeout(SILENCE):
                message = await receive()
        except TimeoutError:
            break
    raise RequestAborted
