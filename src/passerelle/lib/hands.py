"""How many threads of the serving process work at once, and which one takes what comes next.

Python runs one thread at a time, and gives its turn away whenever a statement is sent to SQLite: eight threads with a page each take
it from one another at every row, which costs a third of the work. So there are a few hands, and who takes a task in hand keeps the
hand for the next one: what a page needs is still near. A hand is put down while its owner waits for somebody else's write, for the
disk, or for another program. Whoever works for long does not hold up the others: the hand passes on, and they finish without one.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Task = TypeVar("Task")
LONG = 0.1  # seconds; a page takes a tenth of that
_state = threading.local()


class Line(Generic[Task]):
    """Tasks, first come first served, and the threads that do them."""

    def __init__(self, hands: int) -> None:
        """All hands are free."""
        self._mutex = threading.Lock()
        self._free = hands
        self._held: dict[_Place[Task], float] = {}  # since when, the longest first
        self._tasks: deque[Task] = deque()
        self._idle: list[_Place[Task]] = []
        self._back: deque[_Place[Task]] = deque()
        self._closed = False

    def __len__(self) -> int:
        """How many tasks nobody has taken."""
        return len(self._tasks)

    def put(self, task: Task) -> None:
        """Add a task."""
        with self._mutex:
            self._tasks.append(task)
            self._give()

    def take(self) -> Task | None:
        """End the task before, and wait for the next one; None once the line is closed and nothing is left in it."""
        place: _Place[Task] = _Place(self)
        with self._mutex:
            self._lay_down()
            self._idle.append(place)
            self._give()
        place.wait()
        _state.place = place
        return place.given[0] if place.given else None

    def close(self) -> None:
        """Take no more tasks: threads that find nothing left go home."""
        with self._mutex:
            self._closed = True
            self._give()

    def relieve(self) -> None:
        """Where somebody has had a hand for long and others wait, it passes to one of them; its owner goes on without."""
        with self._mutex:
            longest = next(iter(self._held), None)
            if longest is not None and time.monotonic() >= self._held[longest] + LONG and self._begin():
                del self._held[longest]

    def put_down(self) -> None:
        """Give the hand back, before waiting for something that is not Python's."""
        with self._mutex:
            self._lay_down()
            self._give()

    def take_up(self) -> None:
        """Wait to go on: before whoever has not begun."""
        place: _Place[Task] = _Place(self)
        with self._mutex:
            self._back.append(place)
            self._give()
        while not place.wait(LONG):
            self.relieve()
        _state.place = place

    def has_hand(self, place: _Place[Task]) -> bool:
        """Whether a thread still has the hand it was given there."""
        return place in self._held

    def _lay_down(self) -> None:
        if self._held.pop(getattr(_state, "place", None), None) is not None:  # type: ignore[arg-type]  # None is in no line
            self._free += 1

    def _give(self) -> None:
        while self._free and self._begin():
            self._free -= 1
        if self._closed and not self._tasks:
            while self._idle:
                self._idle.pop().open()

    def _begin(self) -> bool:
        """Give a hand to one who waits; returns whether there was one. Of the idle ones it is the last that worked."""
        if self._back:
            place = self._back.popleft()
        elif self._tasks and self._idle:
            place = self._idle.pop()
            place.given.append(self._tasks.popleft())
        else:
            return False
        self._held[place] = time.monotonic()
        place.open()
        return True


class _Place(Generic[Task]):
    """Where a thread waits until it may work."""

    def __init__(self, line: Line[Task]) -> None:
        self.line = line
        self.given: list[Task] = []
        self._gate = threading.Lock()
        self._gate.acquire()

    def open(self) -> None:
        self._gate.release()

    def wait(self, seconds: float = -1) -> bool:
        return self._gate.acquire(timeout=seconds)


@contextmanager
def waiting() -> Iterator[None]:
    """Let other threads work while this one waits for something that is not Python's; elsewhere than in a page this does nothing."""
    place: _Place[object] | None = getattr(_state, "place", None)
    if place is None or not place.line.has_hand(place):  # no page, or one that waits already or works without
        yield
        return
    place.line.put_down()
    try:
        yield
    finally:
        place.line.take_up()
