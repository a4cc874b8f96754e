"""The port every search engine fulfils: what goes in, what is asked, what comes out.

All words reach an engine already cut, folded and stemmed (``words``, ``stems``), so two engines find the
same documents; an engine only stores, intersects and ranks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

CANDIDATES = 2_000
"""The most documents one query ranks: of a commoner word the newest count, so its cost stays flat."""

_LABEL = re.compile(r"[a-z0-9]{1,80}")


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """One document as an engine stores it; words and stems run in parallel."""

    id: int
    title: Sequence[str]
    title_stems: Sequence[str]
    body: Sequence[str]
    body_stems: Sequence[str]
    tokens: Sequence[str]
    marks: Sequence[str]

    def __post_init__(self) -> None:
        """Tokens and marks enter query languages bare, so they are plain labels."""
        _require_labels([*self.tokens, *self.marks])


@dataclass(frozen=True, slots=True)
class Term:
    """A word with the stems that may stand for it, or a phrase of adjacent words without stems."""

    words: tuple[str, ...]
    stems: tuple[str, ...] = ()
    is_prefix: bool = False
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What to find. ``tokens`` is what the reader may open; a query without tokens finds nothing.

    ``marks`` are sets of labels: of each set one must be on the document.
    """

    tokens: frozenset[str]
    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    marks: tuple[frozenset[str], ...] = ()
    any_term: bool = False
    after: datetime | None = None
    before: datetime | None = None
    limit: int = 300

    def __post_init__(self) -> None:
        """As for documents: labels only."""
        _require_labels([*self.tokens, *(mark for marks in self.marks for mark in marks)])


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, and how well it fits (higher is better; comparable within one query only)."""

    document_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """The best hits, best first; ``more`` says that others matched too."""

    hits: tuple[Hit, ...] = ()
    more: bool = False


class SearchBackend(Protocol):
    """An engine."""

    def create(self) -> None:
        """Make the empty index; what was there is dropped."""

    def drop(self) -> None:
        """Remove the index."""

    def index_many(self, documents: Iterable[IndexedDocument]) -> None:
        """Add documents or replace those with the same id."""

    def remove(self, ids: Iterable[int]) -> None:
        """Forget documents; unknown ids are fine."""

    def query(self, query: Query) -> Results:
        """Find documents one of the tokens opens, best first, equal ones newest first."""

    def frequencies(self, terms: Sequence[Term]) -> list[int]:
        """How many documents hold each term, counted up to CANDIDATES."""

    def start_rebuild(self) -> None:
        """Begin an empty shadow index; the live one goes on answering."""

    def feed_rebuild(self, documents: Iterable[IndexedDocument]) -> None:
        """Put documents into the shadow."""

    def finish_rebuild(self, late: Iterable[IndexedDocument]) -> None:
        """Add what changed meanwhile, drop what is gone, and put the shadow in the live one's place at once.

        ``late`` is consumed when no other writer can reach the live index any more.
        """

    def size(self) -> int:
        """How many documents the index holds."""


def _require_labels(labels: Iterable[str]) -> None:
    for label in labels:
        if not _LABEL.fullmatch(label):
            raise ValueError(f"{label!r} is not a label of lower-case letters and digits")
