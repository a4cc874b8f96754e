"""What an import did, counted in messages of the source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

ALREADY_HERE = "already here"


@dataclass(slots=True)
class Summary:
    """``read`` is always ``created`` + ``merged`` + ``skipped``; the nouns count what this run made.

    ``shortened`` names the messages whose text was longer than any we keep.
    """

    created: int = 0
    merged: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    people: int = 0
    communities: int = 0
    contributions: int = 0
    shortened: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def skipped(self) -> int:
        """Messages that were not taken, each with a reason."""
        return self.reasons.total()

    @property
    def read(self) -> int:
        """Messages the source holds."""
        return self.created + self.merged + self.skipped

    @property
    def replies(self) -> int:
        """Messages that did not open a conversation."""
        return self.created - self.contributions

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "read": self.read,
            "created": self.created,
            "merged": self.merged,
            "skipped": self.skipped,
            "reasons": dict(self.reasons),
            "people": self.people,
            "communities": self.communities,
            "contributions": self.contributions,
            "replies": self.replies,
            "shortened": self.shortened,
            "seconds": round(self.seconds, 1),
        }
