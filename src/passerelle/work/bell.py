"""The bell that wakes idle workers, in this process and the others; a hint only, they look every second anyway."""

from __future__ import annotations

import threading

from passerelle.lib.ringing import ringing

NAME = "work"


class Bell:
    """Counts its rings, so that one that comes just before somebody starts waiting is not missed."""

    def __init__(self) -> None:
        """Silent so far."""
        self._rung = threading.Condition()
        self.rings = 0

    def ring(self) -> None:
        """Wake everybody who waits, here and elsewhere."""
        self.wake()
        ringing().ring(NAME)

    def listen(self) -> None:
        """Ring here too when another process rings."""
        ringing().hear(NAME, self.wake)

    def wake(self) -> None:
        """Wake everybody who waits here."""
        with self._rung:
            self.rings += 1
            self._rung.notify_all()

    def wait(self, heard: int, seconds: float) -> None:
        """Wait for a ring after the ``heard`` first ones, at most some seconds."""
        with self._rung:
            self._rung.wait_for(lambda: self.rings != heard, seconds)


bell = Bell()
