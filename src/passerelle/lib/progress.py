"""How long work tells whoever waits for it how far it is."""

from __future__ import annotations

from collections.abc import Callable

#: Called with how much is done, and how much there is where that is known.
Progress = Callable[[int, int | None], None]


def unheard(done: int, total: int | None) -> None:
    """For work that nobody waits for."""
