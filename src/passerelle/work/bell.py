"""The bell that wakes the idle workers of this process; a hint only, they look every second anyway."""

from __future__ import annotations

import threading


class Bell:
    """Counts its rings, so that one that comes just before somebody starts waiting is not missed."""

    def __init__(self) -> None:
        """Silent so far."""
        self._rung = threading.Condition()
        self.rings = 0

    def ring(self) -> None:
        """Wake everybody who waits."""
        with self._rung:
            self.rings += 1
            self._rung.notify_all()

    def wait(self, heard: int, seconds: float) -> None:
        """Wait for a ring after the ``heard`` first ones, at most some seconds."""
        with self._rung:
            self._rung.wait_for(lambda: self.rings != heard, seconds)


bell = Bell()
