"""How work grows with its size: a ratio within one run, because what a second holds depends on the machine and its other guests."""

import time
from collections.abc import Callable

FLOOR = 0.005  # seconds; below them noise is larger than work
ATTEMPTS = 6
STEEP = 9.0  # four times the size: linear work costs 4 times as much, quadratic work 16 times


def is_steep(work: Callable[[int], object], size: int) -> bool:
    """Whether four times the size costs clearly more than four times the seconds, however often one tries."""
    small = large = float("inf")
    for _ in range(ATTEMPTS):
        small, large = min(small, _cost(work, size)), min(large, _cost(work, 4 * size))
        if large < STEEP * max(small, FLOOR):
            return False
    return True


def _cost(work: Callable[[int], object], size: int) -> float:
    began = time.thread_time()
    work(size)
    return time.thread_time() - began
