"""The hub of one process: follows the tails while anybody listens, and hands out hints.

It looks once a second, which is how processes that share a database learn of each other; a commit in this process wakes it at once.
With each look it asks which sessions are over: whoever signed out is sent home within two seconds, wherever they did it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from weakref import WeakKeyDictionary

from django.db import Error

from passerelle.journal.tails import Change, wake
from passerelle.live.changes import Position, Reader
from passerelle.live.database import in_database
from passerelle.live.listener import Listener
from passerelle.live.sessions import ended

log = logging.getLogger("passerelle.live")
POLL = 1.0
AFTER_TROUBLE = 5.0
MOST_STREAMS = 2000
MOST_OF_ONE = 12


class Hub:
    """The listeners of one event loop."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._listeners: set[Listener] = set()
        self._reader = Reader()
        self._woken = asyncio.Event()
        self._following: asyncio.Task[None] | None = None
        self._started = asyncio.Event()

    @property
    def position(self) -> Position:
        """How far the tails were read."""
        return self._reader.position

    async def join(self, listener: Listener) -> None:
        """Tell a listener everything from now on."""
        self._listeners.add(listener)
        _count(listener.subjects.person_id, 1)
        if self._following is None or self._following.done():
            self._started, self._reader = asyncio.Event(), Reader()
            self._following = asyncio.get_running_loop().create_task(self._follow())
        await self._started.wait()

    def leave(self, listener: Listener) -> None:
        """Tell a listener nothing more."""
        if listener in self._listeners:
            self._listeners.discard(listener)
            _count(listener.subjects.person_id, -1)
            self._woken.set()

    async def _follow(self) -> None:
        end_waking, pause = wake(self._waker()), 0.0
        try:
            while self._listeners:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), pause)
                self._woken.clear()
                pause = await self._look()
        finally:
            end_waking()

    def _waker(self) -> Callable[[], None]:
        loop = asyncio.get_running_loop()

        def ring() -> None:
            with suppress(RuntimeError):  # the loop has closed meanwhile
                loop.call_soon_threadsafe(self._woken.set)

        return ring

    async def _look(self) -> float:
        """Read and tell once; returns how long to wait for a ring."""
        try:
            changes, over = await in_database(self._read, {one.session_key for one in self._listeners})
            self._started.set()
            for one in [one for one in self._listeners if one.session_key in over]:
                one.end()
            if changes:
                await self._tell(changes)
        except Error as error:
            log.warning("the database did not answer: %s", type(error).__name__)
            return AFTER_TROUBLE
        return POLL

    def _read(self, sessions: set[str]) -> tuple[list[Change], set[str]]:
        return self._reader.read(), ended(sessions)

    async def _tell(self, changes: list[Change]) -> None:
        """Rights first: who lost something in these changes hears nothing more of it."""
        listeners = list(self._listeners)
        touched = [one for one in listeners if any(one.subjects.is_about_rights(change) for change in changes)]
        await asyncio.gather(*(one.renew() for one in touched))
        for listener in listeners:
            listener.hear(listener.subjects.hints(changes), self.position)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()
_streams: dict[int, int] = {}


def hub() -> Hub:
    """The hub of the running event loop."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())


def is_full(person_id: int) -> bool:
    """Whether this process, or this person, has as many streams as it may have."""
    return sum(_streams.values()) >= MOST_STREAMS or _streams.get(person_id, 0) >= MOST_OF_ONE


def _count(person_id: int, change: int) -> None:
    _streams[person_id] = _streams.get(person_id, 0) + change
    if not _streams[person_id]:
        del _streams[person_id]
