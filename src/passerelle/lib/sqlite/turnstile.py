"""The line between processes: two places in a file beside the database, who writes and who is next."""

from __future__ import annotations

import fcntl
import os
import time

WRITING, NEXT = 0, 1
LOOK_AGAIN = 0.001  # seconds; only who is next looks so often, and a write takes several times as long


class Turnstile:
    """Lets one process write after another.

    SQLite makes a process that has to wait sleep for up to a tenth of a second and then ask again; one that writes all the time has
    begun its next transaction by then, and the other starves. Here who waits takes the place of the next, and whoever wrote cannot
    come again before them. The system frees the places of a process that dies, and of one that closes the file: nothing else may
    open it. Where it cannot be had, SQLite's own waiting is what there is.
    """

    def __init__(self, path: str) -> None:
        """Prepare; the file is made by the first who writes."""
        self._path = path
        self._file: int | None = None

    def enter(self, deadline: float) -> bool:
        """Wait for our turn, until a moment of ``time.monotonic``; returns whether it came."""
        file = self._opened()
        if file is None:
            return True
        if not _take(file, NEXT, deadline):
            return False
        try:
            return _take(file, WRITING, deadline)
        finally:
            _free(file, NEXT)

    def leave(self) -> None:
        """Let the next process write; without having entered it does nothing."""
        if self._file is not None:
            _free(self._file, WRITING)

    def _opened(self) -> int | None:
        if self._file is None:
            try:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError:
                return None
        return self._file


def _take(file: int, place: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except (BlockingIOError, PermissionError):  # taken; which of the two depends on the system
            if time.monotonic() >= deadline:
                return False
            time.sleep(LOOK_AGAIN)
        except OSError:  # a file system without locks
            return True
        else:
            return True


def _free(file: int, place: int) -> None:
    fcntl.lockf(file, fcntl.LOCK_UN, 1, place)
