"""How many threads of the serving process work at once, and which one takes what comes next.

Python runs one thread at a time, and gives its turn away whenever a statement is sent to SQLite: eight threads with a page each take
it from one another at every row, which costs a third of the work. So there are a few hands, and who takes a task in hand keeps the
hand for the next one: what a page needs is still near. A hand is put down while its owner waits for somebody else's write, for the
disk, or for another program. Whoever works for long does not hold up the others: then one more works without a hand.
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
        self._taken = 0.0  # when a hand was taken last
        self._tasks: deque[Task] = deque()
        self._idle: list[_Place[Task]] = []
        self._back: deque[_Place[Task]] = deque()

    def __len__(self) -> int:
        """How many tasks nobody has taken."""
        return len(self._tasks)

    def put(self, task: Task) -> None:
        """Add a task."""
        with self._mutex:
            self._tasks.append(task)
            self._give()

    def take(self) -> Task:
        """The next task for this thread, which has ended the one before; waits until there is one."""
        place: _Place[Task] = _Place()
        with self._mutex:
            self._lay_down()
            self._idle.append(place)
            self._give()
        place.wait()
        _state.line, _state.holds = self, place.holds
        (task,) = place.given
        return task

    def leave(self) -> None:
        """Take no more."""
        with self._mutex:
            self._lay_down()
            self._give()

    def relieve(self) -> None:
        """Where the hands have been full for long, let one who waits work without."""
        with self._mutex:
            if time.monotonic() >= self._taken + LONG:
                self._begin(holds=False)

    def put_down(self) -> None:
        """Wait for something that is not Python's."""
        self.leave()

    def take_up(self) -> None:
        """It goes on: before whoever has not begun."""
        place: _Place[Task] = _Place()
        with self._mutex:
            self._back.append(place)
            self._give()
        while not place.wait(LONG):
            self.relieve()
        _state.holds = place.holds

    def _lay_down(self) -> None:
        if getattr(_state, "holds", False):
            _state.holds = False
            self._free += 1

    def _give(self) -> None:
        while self._free and self._begin(holds=True):
            self._free -= 1

    def _begin(self, *, holds: bool) -> bool:
        """Let one thread work; returns whether one waited for it. Of the idle ones it is the last that worked."""
        if self._back:
            place = self._back.popleft()
        elif self._tasks and self._idle:
            place = self._idle.pop()
            place.given.append(self._tasks.popleft())
        else:
            return False
        self._taken = time.monotonic()
        place.open(holds=holds)
        return True


class _Place(Generic[Task]):
    """Where a thread waits until it may work."""

    def __init__(self) -> None:
        self.holds = False
        self.given: list[Task] = []
        self._gate = threading.Lock()
        self._gate.acquire()

    def open(self, *, holds: bool) -> None:
        self.holds = holds
        self._gate.release()

    def wait(self, seconds: float = -1) -> bool:
        return self._gate.acquire(timeout=seconds)


@contextmanager
def waiting() -> Iterator[None]:
    """Let other threads work while this one waits for something that is not Python's; elsewhere than in a page this does nothing."""
    if not getattr(_state, "holds", False):  # no page, or one that waits already
        yield
        return
    line: Line[object] = _state.line
    line.put_down()
    try:
        yield
    finally:
        line.take_up()
