"""One open stream: what it is told of, and the hints that wait to be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable

from passerelle.live.changes import Position
from passerelle.live.database import in_database
from passerelle.live.subjects import Hint, Subjects, subjects_of_session


class Listener:
    """Hints wait once each, so that what waits is never more than what there is to be told of, however slow the reader."""

    def __init__(self, session_key: str, wanted: Collection[str], subjects: Subjects) -> None:
        """Make one for somebody whose subjects were just read."""
        self.subjects = subjects
        self.position: Position = {}
        self.is_over = False
        self.stirred = asyncio.Event()
        self.session_key = session_key
        self._wanted = wanted
        self._waiting: dict[Hint, None] = {}

    def hear(self, hints: Iterable[Hint], position: Position) -> None:
        """Have hints sent with the position they bring the reader to."""
        self.position = dict(position)
        before = len(self._waiting)
        self._waiting.update(dict.fromkeys(hints))
        if len(self._waiting) > before:
            self.stirred.set()

    def take(self) -> list[Hint]:
        """What waits, to be sent now."""
        self.stirred.clear()
        waiting, self._waiting = list(self._waiting), {}
        return waiting

    async def renew(self) -> None:
        """Read the rights anew; what was lost is not told any more, even if it waits. Ends the stream of who has none left."""
        subjects = await in_database(subjects_of_session, self.session_key, self._wanted)
        if subjects is None:
            self.end()
            return
        self.subjects = subjects
        allowed = set(subjects.everything())
        self._waiting = {hint: None for hint in self._waiting if hint in allowed}

    def end(self) -> None:
        """Say nothing more, not even what waits."""
        self.is_over = True
        self._waiting.clear()
        self.stirred.set()
