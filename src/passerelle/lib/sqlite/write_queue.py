"""The queue of writers of one process: first come, first served, one at a time."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from passerelle.lib.sqlite.turnstile import Turnstile

LOOK_AGAIN = 1.0


@dataclass(eq=False, slots=True)
class Turn:
    """The place of one writer in the queue."""

    abandon: Callable[[], None]
    thread: threading.Thread = field(default_factory=threading.current_thread)
    come: threading.Event = field(default_factory=threading.Event)


class WriteQueue:
    """SQLite lets one connection write and makes the others try again at random; some then never get their turn.

    Here they wait in line, and whoever leaves hands over to the next directly.
    """

    def __init__(self, turnstile: Turnstile | None = None) -> None:
        """Start with nobody writing; a turnstile stands between this process and others."""
        self._turnstile = turnstile
        self._mutex = threading.Lock()
        self._holder: Turn | None = None
        self._waiting: deque[Turn] = deque()

    def wait_for_turn(self, seconds: float, abandon: Callable[[], None]) -> Turn | None:
        """Return the turn when it comes, None when it did not come in time.

        ``abandon`` is called from another thread if this one dies without leaving; it must end the transaction.
        """
        turn, deadline = Turn(abandon), time.monotonic() + seconds
        if not self._wait_here(turn, deadline):
            return None
        if self._turnstile is not None and not self._turnstile.enter(deadline):
            self.leave(turn)
            return None
        return turn

    def _wait_here(self, turn: Turn, deadline: float) -> bool:
        """Wait in the line of this process; returns whether the turn came."""
        with self._mutex:
            if self._holder is None:
                self._holder = turn
                return True
            self._waiting.append(turn)
        while not turn.come.wait(max(0.0, min(LOOK_AGAIN, deadline - time.monotonic()))):
            self._relieve_the_dead()
            if time.monotonic() >= deadline and self._give_up(turn):
                return False
        return True

    def leave(self, turn: Turn) -> None:
        """End a turn; the first in line is next. Leaving twice does nothing."""
        with self._mutex:
            if self._holder is turn:
                self._hand_over()

    def _hand_over(self) -> None:
        if self._turnstile is not None:
            self._turnstile.leave()
        self._holder = self._waiting.popleft() if self._waiting else None
        if self._holder is not None:
            self._holder.come.set()

    def _give_up(self, turn: Turn) -> bool:
        with self._mutex:
            if turn.come.is_set():
                return False
            self._waiting.remove(turn)
            return True

    def _relieve_the_dead(self) -> None:
        with self._mutex:
            if self._holder is not None and not self._holder.thread.is_alive():
                self._holder.abandon()
                self._hand_over()


_queues: dict[str, WriteQueue] = {}
_queues_mutex = threading.Lock()


def queue_of(path: str) -> WriteQueue:
    """Return the one queue this process has for a database file."""
    with _queues_mutex:
        return _queues.setdefault(path, WriteQueue(Turnstile(f"{path}-line")))
