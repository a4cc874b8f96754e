"""Sends answers that come in parts, for as long as somebody listens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, cast

from django.http import FileResponse, StreamingHttpResponse

from passerelle.work.serving.body import Message, Receive, Send
from passerelle.work.serving.threads import PageThreads

END: Message = {"type": "http.response.body", "body": b""}


class Streams:
    """The answers that are on their way in parts.

    What an asynchronous generator yields is sent from the event loop and holds no thread: thousands may be open. A file is read by the
    page threads, part by part. A synchronous generator gets a thread of its own until it ends, because what it holds (a database
    cursor) must not change threads.
    """

    def __init__(self, pages: PageThreads) -> None:
        """Nothing is on its way yet."""
        self._pages = pages
        self._open: set[asyncio.Task[None]] = set()

    def end(self) -> None:
        """Stop all, so that the server can: browsers come back by themselves."""
        for task in self._open:
            task.cancel()

    async def send(self, response: StreamingHttpResponse, receive: Receive, send: Send) -> None:
        """Send part by part until the end, until the browser leaves, or until ``end``."""
        own = None if response.is_async or isinstance(response, FileResponse) else PageThreads(1)
        if own:
            own.start()
        threads = own or self._pages
        sending = asyncio.create_task(self._send_parts(response, threads, send))
        leaving = asyncio.create_task(_leaving(receive))
        self._open.add(sending)
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._open.discard(sending)
            has_left = leaving.done()
            await _cancelled(leaving)
            await _cancelled(sending)
            await threads.run(response.close)
            if own:
                own.stop(0)
        if not sending.cancelled():
            sending.result()
        elif not has_left and not response.has_header("Content-Length"):
            await send(END)

    async def _send_parts(self, response: StreamingHttpResponse, threads: PageThreads, send: Send) -> None:
        if response.is_async:
            async with aclosing(cast(Any, aiter(response))) as parts:
                async for part in parts:
                    await _send_part(part, send)
        else:
            async for part in _in_threads(response, threads):
                await _send_part(part, send)
        await send(END)


async def _send_part(part: bytes, send: Send) -> None:
    await send({"type": "http.response.body", "body": part, "more_body": True})


async def _in_threads(response: StreamingHttpResponse, threads: PageThreads) -> AsyncIterator[bytes]:
    parts = iter(response)
    while (part := await asyncio.shield(threads.run(lambda: next(parts, None)))) is not None:
        yield part


async def _leaving(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})
