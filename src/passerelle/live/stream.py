"""The stream as bytes: hints as they come, a sign of life in between, an end before rights and proxies grow old."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import suppress

from passerelle.live.changes import Position, encode, missed
from passerelle.live.database import in_database
from passerelle.live.hub import hub
from passerelle.live.listener import Listener
from passerelle.live.subjects import Hint

PING = 20.0
RENEW = 60.0
LASTS = 15 * 60.0
SPREAD = 60.0  # so that streams which began together do not end together


async def events(listener: Listener, since: Position | None) -> AsyncIterator[bytes]:
    """Server-sent events for one reader; those after ``since`` first."""
    loop, own = asyncio.get_running_loop(), hub()
    ends = loop.time() + LASTS + random.uniform(-SPREAD, SPREAD)  # noqa: S311  # jitter, not a secret
    renew = loop.time() + RENEW
    try:
        await own.join(listener)
        listener.hear(await _missed(listener, since), own.position)
        yield _begin(own.position)
        while not listener.is_over and loop.time() < ends:
            with suppress(TimeoutError):
                await asyncio.wait_for(listener.stirred.wait(), min(PING, renew - loop.time(), ends - loop.time()))
            if loop.time() >= renew:
                await listener.renew()
                renew = loop.time() + RENEW
            if listener.is_over:
                break
            hints = listener.take()
            yield b"".join(_event(hint, listener.position) for hint in hints) or b": still here\n\n"
    finally:
        own.leave(listener)


async def _missed(listener: Listener, since: Position | None) -> list[Hint]:
    """Who comes for the first time, or was away too long, looks at everything once."""
    changes = await in_database(missed, since) if since is not None else None
    return listener.subjects.everything() if changes is None else listener.subjects.hints(changes)


def _begin(position: Position) -> bytes:
    return f"retry: 5000\nid: {encode(position)}\n: here\n\n".encode()


def _event(hint: Hint, position: Position) -> bytes:
    data = json.dumps({"type": hint[0], "id": hint[1]}, separators=(",", ":"))
    return f"id: {encode(position)}\ndata: {data}\n\n".encode()
