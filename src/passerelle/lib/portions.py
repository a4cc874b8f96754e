"""Many things, some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def portions(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of this size in order, the last one perhaps shorter; nothing is read further ahead than that."""
    pending = iter(things)
    while portion := list(islice(pending, size)):
        yield portion
