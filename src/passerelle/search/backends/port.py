"""The port every search engine fulfils: what goes in, what is asked, what comes out.

All words reach an engine already cut, folded and stemmed (``words``, ``stems``), so two engines find the same documents in the same
order; an engine only stores and intersects. A lexeme is a word, or a word with a sign before it that says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

STEM, TITLE, OFTEN, BEGUN, IMPACT, TOKEN, MARK = "~", "^", "=", "+", "!", "@", "#"
"""A stem; a word or stem of the title; a stem said often; a word that may be typed by its beginning; what a stem weighs; who may;
what it is."""

BORDER = "|"
"""Stands between title and body, so that no phrase spans both."""

SIGNS = STEM + TITLE + OFTEN + BEGUN + IMPACT + TOKEN + MARK + BORDER

CANDIDATES = 2_000
"""The most documents one lexeme adds to a ranked search, the newest ones."""

COUNTED = 500
"""How far a word is counted; beyond, how far back these stand says how many there are."""

LIMIT = 300
"""How many texts of a search are looked at, however far somebody scrolls."""

_LABEL = re.compile(r"[a-z0-9]{1,80}")


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """One document as an engine stores it: words in order, lexemes that stand for no place in the text, and labels."""

    id: int
    words: Sequence[str]
    lexemes: Sequence[str]
    tokens: Sequence[str]
    marks: Sequence[str]

    def __post_init__(self) -> None:
        """Tokens and marks enter query languages bare, so they are plain labels."""
        _require_labels([*self.tokens, *self.marks])

    @property
    def labels(self) -> list[str]:
        """Tokens and marks as lexemes."""
        return [*(TOKEN + token for token in self.tokens), *(MARK + mark for mark in self.marks)]


@dataclass(frozen=True, slots=True)
class Term:
    """A word with the stems that may stand for it, or a phrase of adjacent words without stems.

    ``in_title`` wants it there. ``begins`` is set when the last word is perhaps unfinished, and says of what: TITLE or BEGUN.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...] = ()
    begins: str = ""
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What to find. ``tokens`` is what the reader may open; a query without tokens finds nothing.

    ``marks`` are sets of labels: of each set one must be on the document; none of ``without`` may be. With ``weights``, which say how rare
    each term is, any term is enough, and the order is that of ``relevance.py``.
    """

    tokens: frozenset[str]
    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    marks: tuple[frozenset[str], ...] = ()
    without: frozenset[str] = frozenset()
    weights: tuple[float, ...] = ()
    limit: int = LIMIT

    def __post_init__(self) -> None:
        """As for documents: labels only."""
        _require_labels([*self.tokens, *self.without, *(mark for marks in self.marks for mark in marks)])


class Hit(NamedTuple):
    """A document found: what it stands for, and how well it fits (higher is better; comparable within one query only)."""

    document_id: int
    score: float
    subject: str
    subject_id: int
    contribution_id: int | None
    community_id: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Results:
    """The best hits, best first; ``more`` says that others matched too.

    A conversation is one hit, however many of its texts fit: the best of them. ``lead`` says of ranked hits by how much the first fits
    better than the second, 1 being all that was asked.
    """

    hits: tuple[Hit, ...] = ()
    more: bool = False
    lead: float = 0.0


class Frequencies(NamedTuple):
    """Documents in all, and of each term; of a common one about how many."""

    documents: int
    holding: tuple[int, ...]


class Incomplete(Exception):
    """A new index lacks documents; it is not put in the live one's place."""


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
        """Find documents one of the tokens opens: by the levels of ``levels.py`` or by relevance, equal ones newest first."""

    def among(self, ids: Sequence[int], query: Query) -> list[Hit]:
        """Those of these documents that one of the tokens opens and the marks and exclusions let through, whatever the terms."""

    def frequencies(self, terms: Sequence[Term]) -> Frequencies:
        """How many documents there are, and how many hold each term."""

    def start_rebuild(self) -> None:
        """Begin an empty shadow index; the live one goes on answering."""

    def feed_rebuild(self, documents: Iterable[IndexedDocument]) -> None:
        """Put documents into the shadow."""

    def finish_rebuild(self, late: Iterable[IndexedDocument]) -> None:
        """Add what changed meanwhile, drop what is gone, and put the shadow in the live one's place at once.

        ``late`` is consumed when no other writer can reach the live index any more. Raises Incomplete, and changes nothing, when a
        document is missing.
        """

    def size(self) -> int:
        """How many documents the index holds."""


def _require_labels(labels: Iterable[str]) -> None:
    for label in labels:
        if not _LABEL.fullmatch(label):
            raise ValueError(f"{label!r} is not a label of lower-case letters and digits")
