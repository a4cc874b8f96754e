"""Fifty hands at once, each with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from passerelle.journal.decision import Refused

HANDS = 50


def race(verbs: Sequence[Callable[[], object]]) -> list[int]:
    """Let fifty hands begin together, taking turns through the verbs; for each verb, how many of its hands did it and were not refused."""
    gate = threading.Barrier(HANDS)

    def hand(number: int) -> bool:
        try:
            connection.ensure_connection()
            gate.wait()
            verbs[number % len(verbs)]()
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(HANDS) as pool:
        ends = list(pool.map(hand, range(HANDS)))
    return [sum(ends[first :: len(verbs)]) for first in range(len(verbs))]


def hands(verbs: int) -> list[int]:
    """How many hands each of so many verbs has."""
    return [len(range(first, HANDS, verbs)) for first in range(verbs)]
