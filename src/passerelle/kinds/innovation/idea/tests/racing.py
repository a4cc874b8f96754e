"""Fifty hands at once, each with a connection of its own."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from passerelle.journal.decision import Refused

HANDS = 50


def race(verbs: Sequence[Callable[[], object]]) -> Counter[str]:
    """Let fifty hands begin together, taking turns through the verbs; how many did it, and how many were refused."""
    gate = threading.Barrier(HANDS)

    def hand(number: int) -> str:
        try:
            gate.wait()
            verbs[number % len(verbs)]()
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(HANDS) as pool:
        return Counter(pool.map(hand, range(HANDS)))
