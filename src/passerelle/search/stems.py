"""Stems per language: Snowball first, accents folded after (the other order loses endings)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache

import Stemmer

from passerelle.search.words import fold

SNOWBALL = {"fr": "french", "en": "english", "it": "italian", "es": "spanish", "de": "german"}

_stemmers = threading.local()  # a Snowball stemmer keeps state while it works: one per thread


def stem_all(words: Sequence[str], language: str) -> list[str]:
    """Folded stems of a text's words; in a language without stemmer the folded words themselves."""
    code = language[:2].lower()
    if code not in SNOWBALL:
        return [fold(word) for word in words]
    return [fold(stemmed) for stemmed in _stemmer(code).stemWords(list(words))]


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """The folded stem of one word."""
    return stem_all([word], language)[0]


@lru_cache(maxsize=4096)
def stems_anywhere(word: str) -> tuple[str, ...]:
    """The distinct stems a word may have, whichever language it is written in, with or without its accents."""
    plain = fold(word)
    found = {stem(spelling, code) for code in SNOWBALL for spelling in {word, plain}}
    return tuple(sorted(found - {""}))


def _stemmer(code: str) -> Stemmer.Stemmer:
    kept: dict[str, Stemmer.Stemmer] = _stemmers.__dict__
    if code not in kept:
        kept[code] = Stemmer.Stemmer(SNOWBALL[code])
    return kept[code]
