"""A collection: conversations, questions, and which conversation answers which question how well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conversation:
    """A title with its text, and the replies."""

    title: str
    text: str = ""
    replies: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; ``grades`` says which conversations are worth finding, ``itself`` which one is the question."""

    text: str
    grades: Mapping[int, float]
    itself: int | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """Conversations are known by their place. ``floor`` is the mean reciprocal rank plain BM25 reaches, where it is known."""

    name: str
    language: str
    conversations: Sequence[Conversation]
    questions: Sequence[Asked]
    floor: float | None = None
