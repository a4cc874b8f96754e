"""Words of a text as the index knows them: found once, folded once, the same on every database."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_WORD = 64
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # written without spaces: each sign is a word
_POINTS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f"  # accents and vowel points set apart from their letter
)
_UNUSUAL = re.compile(f"[{_CJK}{_POINTS}]")
_USUAL_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(rf"(?=[^\W_])[{_CJK}]|[^\W_{_CJK}](?:[^\W_{_CJK}]|[{_POINTS}])*")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def words(text: str) -> list[str]:
    """The words of a text in order, lower case, accents kept (stems need them)."""
    normal = unicodedata.normalize("NFKC", text)
    return [word[:LONGEST_WORD].lower() for word in _pattern(normal).findall(normal)]


def as_written(text: str) -> list[str]:
    """The words of a text in order, untouched, for the highlighter."""
    return _pattern(text).findall(text)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word without case, accents and ligatures: ``Évalué`` becomes ``evalue``."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if letter.isalnum())


def _pattern(text: str) -> re.Pattern[str]:
    """What a word is; most texts have neither signs without spaces nor points apart, and are then cut several times as fast."""
    return _USUAL_WORD if text.isascii() or not _UNUSUAL.search(text) else _WORD
