"""What a contribution gives to somebody with the same problem: one line, and who is to be thanked for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Solution:
    """What helps, and what came of it; ``by`` wrote it, where that is somebody else than whoever brought the contribution."""

    words: str
    by: int | None = None
    brought: str = ""
