"""The threads that answer pages: a fixed number, each keeping its database connection from request to request."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import connections

from passerelle.lib.hands import LONG, Line

P = ParamSpec("P")
R = TypeVar("R")
Task = tuple[asyncio.AbstractEventLoop, "asyncio.Future[Any]", Callable[[], Any]]

SHORT_COURTESY = 0.25  # seconds a job waits for pages, counted from the end of the one before
COURTEOUS_FOR = 8  # times what that one took, if that is longer
LONGEST_COURTESY = 5.0  # however long that was
LOOK_AGAIN = 0.01
BREATH = 0.03  # seconds without a page before a job begins


class PageThreads:
    """Runs functions for the event loop, first come first served, without ever starting more threads."""

    def __init__(self, count: int, longest_line: int | None = None, *, hands: int | None = None) -> None:
        """Prepare; ``start`` makes the threads. ``hands`` of them work at once, all when it is not said."""
        self._line: Line[Task] = Line(hands or count)
        self._relief: asyncio.TimerHandle | None = None
        self._busy: set[int] = set()
        self._last = 0.0
        self._longest_line = longest_line or 50 * count
        self._threads = [
            threading.Thread(target=self._work, name=f"page-{number}", daemon=True) for number in range(count)
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 5) -> None:
        """Finish what stands in line, close the database connections, end the threads; who is at a page by then is left behind."""
        self._line.close()
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def is_quiet(self) -> bool:
        """Whether nobody waits for a page, and nobody did a moment ago: who writes one reply after another is not to meet a job between."""
        idle = len(self._line) == 0 and not self._busy
        return idle and time.monotonic() > self._last + BREATH

    def is_full(self) -> bool:
        """Whether a new request had better be refused."""
        return len(self._line) >= self._longest_line

    def run(self, function: Callable[[], R]) -> asyncio.Future[R]:
        """Call a function in one of the threads; await the result."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[R] = loop.create_future()
        self._line.put((loop, future, function))
        self._relieve_later(loop)
        return future

    def _relieve_later(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._relief is None and self._line:
            self._relief = loop.call_later(LONG, self._relieve, loop)

    def _relieve(self, loop: asyncio.AbstractEventLoop) -> None:
        self._relief = None
        self._line.relieve()
        self._relieve_later(loop)

    def _work(self) -> None:
        me = threading.get_ident()
        while (task := self._line.take()) is not None:
            loop, future, function = task
            self._busy.add(me)
            if future.cancelled():
                self._busy.discard(me)
                continue
            try:
                result = function()
            except BaseException as error:  # whatever it is, it belongs to who awaits it
                self._tell(loop, _fail, future, _awaitable(error))
            else:
                self._tell(loop, _succeed, future, result)
            del task, future, function
            self._last = time.monotonic()
            self._busy.discard(me)
        connections.close_all()

    def _tell(self, loop: asyncio.AbstractEventLoop, *answer: Any) -> None:
        with suppress(RuntimeError):  # the loop has closed: nobody waits any more
            loop.call_soon_threadsafe(*answer)


def _awaitable(error: BaseException) -> Exception:
    """What a future may raise: SystemExit would end the server, StopIteration is not taken."""
    if isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    return RuntimeError(f"{type(error).__name__} in a page thread")


def _succeed(future: asyncio.Future[Any], result: Any) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: asyncio.Future[Any], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


_serving: PageThreads | None = None


def set_serving(threads: PageThreads | None) -> None:
    """Name the threads that ``on_page_thread`` uses: those of the running server."""
    global _serving  # one server per process
    _serving = threads


def pages_first(since: float, worked: float = 0.0) -> None:
    """Let whoever waits for a page go first: a job in the serving process begins when no page is being made, or when it waited long.

    ``since`` is when this thread ended its last job, by ``time.monotonic``, and ``worked`` how many seconds that took: where pages
    follow on one another, they get most of the time, and jobs of a rush are done after it. Elsewhere there are no pages, and no wait.
    """
    until = since + min(max(SHORT_COURTESY, COURTEOUS_FOR * worked), LONGEST_COURTESY)
    while _serving is not None and not _serving.is_quiet() and time.monotonic() < until:
        time.sleep(LOOK_AGAIN)


def on_page_thread(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Awaitable[R]:
    """Await a function that reads the database, from a stream on the event loop; never touch the database there directly."""
    if _serving is None:
        return sync_to_async(function, thread_sensitive=False)(*args, **kwargs)
    return _serving.run(lambda: function(*args, **kwargs))
