"""What a card says: a contribution as lists show it to one reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from passerelle.contributions.headings import heading
from passerelle.contributions.kinds import Kind
from passerelle.contributions.models import TOMBSTONES
from passerelle.contributions.panels import Piece
from passerelle.contributions.reading.bylines import Byline


@dataclass(frozen=True, slots=True)
class Place:
    """A community as a card names it."""

    id: int
    name: str
    url: str
    is_home: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A topic in the reader's language."""

    pid: str
    name: str


@dataclass(slots=True)
class Card:
    """One contribution in a list."""

    id: int
    pid: str
    kind: Kind
    title: str
    excerpt: str
    url: str
    state: str
    standing: str
    facts: dict[str, Any]
    author: Byline | None
    author_id: int | None
    created_at: datetime
    last_activity_at: datetime
    replies_count: int
    reactions: dict[str, int]
    language: str
    version: int
    home_id: int
    locked: bool
    places: list[Place] = field(default_factory=list)
    topics: list[Chip] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)
    picture: str = ""
    picture_alt: str = ""
    foot: list[Piece] = field(default_factory=list, compare=False)
    is_new: bool = False
    pinned: bool = False

    @property
    def is_tombstone(self) -> bool:
        """Whether only the fact that it existed is left."""
        return self.standing in TOMBSTONES

    @property
    def name(self) -> str:
        """What stands for it in a heading."""
        return heading(self.title, self.excerpt, gone=self.is_tombstone)

    @property
    def state_label(self) -> Any:
        """The state in words, when the kind wants it on the card."""
        shown = self.state in self.kind.shown_states and not self.is_tombstone
        return self.kind.state_label(self.state) if shown else ""

    @property
    def home(self) -> Place | None:
        """The home community, if this reader may see it."""
        return next((place for place in self.places if place.is_home), None)

    @property
    def shared(self) -> list[Place]:
        """The other communities this reader may see it in."""
        return [place for place in self.places if not place.is_home]

    def elsewhere(self, here: int | None) -> Place | None:
        """One of them that is not the community whose page shows the card."""
        return next((place for place in self.shared if place.id != here), None)
