"""Words of a text as the index knows them: found once, folded once, the same on every database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST_WORD = 64
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # written without spaces: each sign is a word
_POINTS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f"  # accents and vowel points set apart from their letter
)
_UNUSUAL = re.compile(f"[{_CJK}{_POINTS}]")
_LATIN = "".join(letter for letter in map(chr, range(0x250)) if letter.isalnum())
_BEYOND_LATIN = re.compile(r"[^\W\x00-\u024f]")
_NOTHING = re.compile(r"(?!)")
_USUAL_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(rf"(?=[^\W_])[{_CJK}]|[^\W_{_CJK}](?:[^\W_{_CJK}]|[{_POINTS}])*")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def words(text: str) -> list[str]:
    """The words of a text in order, lower case, accents kept (stems need them)."""
    normal = unicodedata.normalize("NFKC", text)
    return [word[:LONGEST_WORD].lower() for word in _pattern(normal).findall(normal)]


def places(text: str, initials: frozenset[str]) -> Iterator[re.Match[str]]:
    """Where words stand that may begin with one of these letters, case and accents aside; for the highlighter."""
    if _is_latin(text):
        return _beginning(initials).finditer(text)
    return _pattern(text).finditer(text)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word without case, accents and ligatures: ``Évalué`` becomes ``evalue``."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if letter.isalnum())


@lru_cache(maxsize=16_384)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name, each folded; kept, because what is typed is held against all names there are."""
    return tuple(fold(word) for word in words(name))


def _pattern(text: str) -> re.Pattern[str]:
    """What a word is; most texts have neither signs without spaces nor points apart, and are then cut several times as fast."""
    return _USUAL_WORD if text.isascii() or not _UNUSUAL.search(text) else _WORD


def _is_latin(text: str) -> bool:
    return text.isascii() or not (_BEYOND_LATIN.search(text) or _UNUSUAL.search(text))


@lru_cache(maxsize=256)
def _beginning(initials: frozenset[str]) -> re.Pattern[str]:
    """Words of a Latin text that begin so; the letter comes first in the pattern, because looking for one is quick."""
    letters = "".join(letter for letter in _LATIN if fold(letter)[:1] in initials)
    return re.compile(rf"[{letters}](?<![^\W_].)[^\W_]*") if letters else _NOTHING
