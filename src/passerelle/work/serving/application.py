"""The ASGI application: pages in threads, streams and static files on the loop, jobs beside them."""

from __future__ import annotations

import asyncio
import logging

from django.conf import settings
from django.core.exceptions import RequestAborted
from django.db import connection

from passerelle.work.serving.body import Receive, Scope, Send, TooLarge, pass_over, receive_body
from passerelle.work.serving.pages import Page, PageHandler
from passerelle.work.serving.patience import cap_statements
from passerelle.work.serving.static import StaticFiles
from passerelle.work.serving.streams import Streams
from passerelle.work.serving.threads import PageThreads, set_serving
from passerelle.work.worker import Workers

log = logging.getLogger("passerelle.serving")
HANDS = 1  # one works while the others wait: for a turn to write, for the disk, for another program
FORM_FIELDS = 5 * 1024 * 1024  # what may come beside an attachment of the largest size

TOO_LARGE = Page(
    413, [(b"Content-Type", b"text/plain"), (b"Connection", b"close")], b"This is larger than what can be sent here.\n"
)
TOO_BUSY = Page(
    503, [(b"Content-Type", b"text/plain"), (b"Retry-After", b"3")], b"Too many requests at this moment. Try again.\n"
)
BROKEN = Page(500, [(b"Content-Type", b"text/plain")], b"Something broke on our side.\n")


class Application:
    """What an ASGI server calls; its threads live from ``lifespan.startup`` to ``lifespan.shutdown``."""

    def __init__(self) -> None:
        """Load Django's middleware; no thread runs yet."""
        environment = settings.PASSERELLE
        cap_statements()
        self._handler = PageHandler()
        self._static = StaticFiles()
        self._limit = environment.upload_max_mb * 1024 * 1024 + FORM_FIELDS
        # With PostgreSQL a page mostly waits for another program; SQLite works in this one.
        hands = HANDS if connection.vendor == "sqlite" else None
        self._threads = PageThreads(environment.web_threads, hands=hands)
        self._streams = Streams(self._threads)
        self._workers = (
            Workers(environment.job_threads) if environment.jobs_in_process and environment.job_threads else None
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live from start to stop."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            if not await self._static.send(scope, send):
                await self._answer(scope, receive, send)
        else:
            raise ValueError(f"There is nothing here for {scope['type']}")

    def end_streams(self) -> None:
        """End what would keep the server from stopping."""
        self._streams.end()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await receive_body(scope, receive, self._limit)
        except RequestAborted:
            return
        except TooLarge as large:
            await _send(TOO_LARGE, scope, send, more=large.more)
            if large.more:
                await pass_over(receive)
                await send({"type": "http.response.body", "body": b""})
            return
        if self._threads.is_full():
            body.close()
            await _send(TOO_BUSY, scope, send)
            return
        try:
            page = await self._threads.run(lambda: self._handler.answer(scope, body))
        except Exception:  # Django turns errors of views into pages; this is one of a middleware's making
            log.exception("%s %s was not answered", scope["method"], scope["path"])
            page = BROKEN
        await _send(page, scope, send)
        if page.stream is None:
            return
        if scope["method"] == "HEAD":
            await self._threads.run(page.stream.close)
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._streams.send(page.stream, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._start()
                await send({"type": "lifespan.startup.complete"})
            else:
                await asyncio.to_thread(self._stop)
                await send({"type": "lifespan.shutdown.complete"})
                return

    def _start(self) -> None:
        self._threads.start()
        set_serving(self._threads)
        if self._workers:
            self._workers.start()

    def _stop(self) -> None:
        set_serving(None)
        self._threads.stop()
        if self._workers and not self._workers.stop():
            log.warning("A job did not end in time; it is tried again after its lease")


async def _send(page: Page, scope: Scope, send: Send, *, more: bool = False) -> None:
    headers = page.headers
    if page.stream is None and not any(name.lower() == b"content-length" for name, _ in headers):
        headers = [*headers, (b"Content-Length", str(len(page.body)).encode())]
    await send({"type": "http.response.start", "status": page.status, "headers": headers})
    if page.stream is None:
        body = b"" if scope["method"] == "HEAD" else page.body
        await send({"type": "http.response.body", "body": body, "more_body": more})
