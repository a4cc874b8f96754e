"""The timeline: verbs with the moment at which somebody did them, told in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import count
from typing import ParamSpec

from passerelle.lib.clock import as_of

P = ParamSpec("P")


class Timeline:
    """Collects deeds in any order and does them in the order of time."""

    def __init__(self) -> None:
        """Nothing has happened yet."""
        self._deeds: list[tuple[datetime, int, Callable[[], object]]] = []
        self._number = count()

    def __len__(self) -> int:
        """How many deeds there are."""
        return len(self._deeds)

    def at(self, moment: datetime, deed: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Have something done at a moment; deeds of the same moment keep their order."""
        self._deeds.append((moment, next(self._number), partial(deed, *args, **kwargs)))

    def play(self) -> Iterator[None]:
        """Do everything, yielding after each deed; while a deed runs the present is its moment."""
        for moment, _number, deed in sorted(self._deeds, key=lambda each: each[:2]):
            with as_of(moment):
                deed()
            yield
