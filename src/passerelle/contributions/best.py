"""What is known on a subject and served somebody: an answer that was accepted, an article that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Best:
    """One of them: where it stands, the text if it is a reply, and by how many people it was used or thanked for."""

    contribution: int
    people: int
    at: datetime
    post: int | None = None

    @property
    def worth(self) -> tuple[int, float, int]:
        """What served most people comes first; of equals the latest."""
        return (self.people, self.at.timestamp(), self.contribution)
