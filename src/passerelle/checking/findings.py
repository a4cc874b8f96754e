"""What a check says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Wrong: Passerelle will not work as it should. Risky: it works, and somebody may regret it."""

    WRONG = "wrong"
    RISKY = "risky"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one thing, with what to do."""

    level: Level
    sentence: str


def wrong(sentence: str) -> Finding:
    """It will not work as it should."""
    return Finding(Level.WRONG, sentence)


def risky(sentence: str) -> Finding:
    """It works, and somebody may regret it."""
    return Finding(Level.RISKY, sentence)
