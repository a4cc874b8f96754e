"""Source: one thing that can be found, read from where it lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from passerelle.lib.locales import language_alone
from passerelle.search.days import day_marks
from passerelle.search.labels import mark
from passerelle.search.models import Subject


@dataclass(slots=True)
class Source:
    """Everything about a subject that goes into the index; ``about`` is the title of what it is a part of, ``spoken`` its language."""

    subject: Subject
    subject_id: int
    title: str
    text: str
    language: str
    created_at: datetime
    tokens: set[str]
    marks: set[str] = field(default_factory=set)
    contribution_id: int | None = None
    community_id: int | None = None
    author_id: int | None = None
    kind: str = ""
    state: str = ""
    about: str = ""
    spoken: str = ""

    def all_marks(self) -> set[str]:
        """The marks given, and those that follow from the other fields."""
        named = {
            "kind": self.kind,
            "state": self.state,
            "by": self.author_id,
            "subject": self.subject,
            "language": language_alone(self.spoken),
        }
        return self.marks | day_marks(self.created_at) | {mark(name, value) for name, value in named.items() if value}
