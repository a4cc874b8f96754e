"""Words: the text of a file as it is gathered, cut where enough is there."""

from __future__ import annotations

import re

_LINES = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"[^\S\n]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


class Enough(Exception):
    """As much text was gathered as is kept."""


class Words:
    """Collects pieces of text; raises Enough when there are too many to keep."""

    def __init__(self, longest: int) -> None:
        """Keep this many characters."""
        self.longest = longest
        self._pieces: list[str] = []
        self._length = 0

    def add(self, piece: str) -> None:
        """More text."""
        self._pieces.append(piece)
        self._length += len(piece)
        if self._length > 2 * self.longest:  # before spaces are put together
            raise Enough

    def end_line(self) -> None:
        """What follows is another paragraph, cell or page."""
        if self._pieces and self._pieces[-1] != "\n":
            self.add("\n")

    @property
    def text(self) -> str:
        """What was gathered, without what no database keeps: control characters and halves of signs."""
        whole = "".join(self._pieces).encode("utf-8", "ignore").decode()
        whole = _LINES.sub("\n", _SPACES.sub(" ", _CONTROLS.sub(" ", whole)))
        return whole.strip()[: self.longest]
