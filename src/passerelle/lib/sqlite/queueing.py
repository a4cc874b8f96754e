"""A fair lock: writers of one process get their turn in the order they asked."""

from __future__ import annotations

import threading
from collections import deque


class FairLock:
    """First come, first served; owned by a thread, re-entrant, released whoever forgot it last."""

    def __init__(self) -> None:
        """Free."""
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._owner: int | None = None
        self._depth = 0

    def acquire(self, timeout: float) -> bool:
        """Wait for one's turn; False when it did not come within ``timeout`` seconds."""
        me = threading.get_ident()
        with self._guard:
            if self._owner in (None, me):
                self._owner, self._depth = me, self._depth + 1
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(timeout):
            with self._guard:
                self._owner, self._depth = me, 1
            return True
        return self._give_up(turn, me)

    def _give_up(self, turn: threading.Event, me: int) -> bool:
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return False
            # The turn came between the time-out and here.
            self._owner, self._depth = me, 1
            return True

    def release(self) -> None:
        """Let the next one in; releasing what one does not hold does nothing."""
        with self._guard:
            if self._owner != threading.get_ident():
                return
            self._depth -= 1
            if self._depth:
                return
            self._owner = None
            if self._waiting:
                # Reserved for the next one: nobody who asks now may overtake.
                self._owner = -1
                self._waiting.popleft().set()


_locks: dict[str, FairLock] = {}
_guard = threading.Lock()


def lock_for(path: str) -> FairLock:
    """The one lock of a database file in this process."""
    with _guard:
        return _locks.setdefault(path, FairLock())
