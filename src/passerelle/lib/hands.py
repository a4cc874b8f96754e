"""How many threads of the serving process work at once.

Python runs one thread at a time, and gives its turn away whenever a statement is sent to SQLite: eight threads with a page each take
it from one another at every row, which costs a third of the work. So a page is taken in hand: a few hands, each put down while its
owner waits for somebody else's write, for the disk, or for another program. Nobody waits longer for a hand than a page may take.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_WAIT = 0.1  # seconds; whoever works longer than that does not hold up the others
_state = threading.local()


class Hands:
    """A number of hands, each held by one thread at a time."""

    def __init__(self, count: int) -> None:
        """All free."""
        self._free = threading.BoundedSemaphore(count)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Work in hand until the block ends."""
        self._take()
        try:
            yield
        finally:
            self._leave()
            _state.working = None

    @contextmanager
    def _put_down(self) -> Iterator[None]:
        self._leave()
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        _state.working = self
        _state.holds = self._free.acquire(timeout=LONGEST_WAIT)

    def _leave(self) -> None:
        if _state.holds:
            _state.holds = False
            self._free.release()


@contextmanager
def waiting() -> Iterator[None]:
    """Let other threads work while this one waits for something that is not Python's; elsewhere than in a page this does nothing."""
    working: Hands | None = getattr(_state, "working", None)
    if working is None or not _state.holds:  # no page, or one that waits already
        yield
    else:
        with working._put_down():
            yield
