"""Words of a text as the index knows them: found once, folded once, the same on every database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 64
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # written without spaces: each sign is a word
_POINTS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f"  # accents and vowel points set apart from their letter
)
_WORD = re.compile(rf"(?=[^\W_])[{_CJK}]|[^\W_{_CJK}](?:[^\W_{_CJK}]|[{_POINTS}])*")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Span:
    """One word where it stands in the text."""

    start: int
    end: int
    word: str


def words(text: str) -> list[str]:
    """The words of a text in order, lower case, accents kept (stems need them)."""
    normal = unicodedata.normalize("NFKC", text)
    return [word[:LONGEST_WORD].lower() for word in _WORD.findall(normal)]


def spans(text: str) -> Iterator[Span]:
    """The words of a text with their places, for the highlighter."""
    for match in _WORD.finditer(text):
        yield Span(match.start(), match.end(), match.group()[:LONGEST_WORD].lower())


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word without case, accents and ligatures: ``Évalué`` becomes ``evalue``."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if letter.isalnum())
