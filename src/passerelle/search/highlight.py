"""The passage of a text that shows why it was found: one highlighter for every engine.

It knows words as the index does, so ``reunions`` lights up « réunion ». What it returns is escaped text
with ``<mark>`` around the words found, and nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from string import ascii_lowercase
from typing import NamedTuple

from markupsafe import Markup, escape

from passerelle.search import compounds
from passerelle.search.backends.port import Term
from passerelle.search.stems import stem
from passerelle.search.telling import ORDINARY
from passerelle.search.words import LONGEST_WORD, fold, places

READ = 20_000
"""How far into a text the highlighter looks."""

WIDTH = 240
_MOST_FOUND = 200
_ANY_LETTER = frozenset(ascii_lowercase)
_NO_PART = ORDINARY | compounds.NO_FRONT | compounds.NO_HEAD
_SPACE = re.compile(r"\s{2,}|[^\S ]")


@dataclass(frozen=True)
class Highlighter:
    """Finds the words of a search in texts."""

    words: frozenset[str]
    stems: frozenset[str]
    beginnings: tuple[str, ...] = ()
    _known: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Sequence[Term]) -> Highlighter:
        """The highlighter for these terms."""
        return cls(
            words=frozenset(word for term in terms for word in term.words),
            stems=frozenset(stem for term in terms for stem in term.stems),
            beginnings=tuple(term.words[-1] for term in terms if term.begins),
        )

    def marked(self, text: str, language: str = "") -> Markup:
        """The whole of a short text, such as a title."""
        return Markup(_mark(text, 0, len(text), self._found(text, language)))  # noqa: S704  # escaped piece by piece

    def snippet(self, text: str, language: str = "", width: int = WIDTH, reach: int = READ) -> Markup:
        """The stretch of a text where most of the different words stand, on one line; else its beginning."""
        text = text[:reach]
        found = self._found(text, language)
        start, end = _stretch(text, found, width)
        before = "…" if text[:start].strip() else ""
        after = "…" if text[end:].strip() else ""
        return Markup(before + _mark(text, start, end, found) + after)  # noqa: S704  # see above

    def _found(self, text: str, language: str) -> list[_Found]:
        """Where the words looked for stand; what is known of one word is not asked again for the next text."""
        known, found = self._known.setdefault(language, {}), []
        anywhere = compounds.are_in(language)
        for place in places(text, _ANY_LETTER | self._initials if anywhere else self._initials):
            word = place[0]
            plain = known.get(word)
            if plain is None:
                plain = known[word] = self._plain(word[:LONGEST_WORD].lower(), language)
            if plain:
                found.append(_Found(*place.span(), plain))
        return found[:_MOST_FOUND]

    @cached_property
    def _initials(self) -> frozenset[str]:
        """What a word looked for may begin with: stems are beginnings of words."""
        return frozenset(form[:1] for form in (*self.words, *self.stems))

    def _plain(self, word: str, language: str) -> str:
        """The word folded, if it is looked for, else nothing."""
        plain = fold(word)
        wanted = plain in self.words or (self.beginnings and plain.startswith(self.beginnings))
        if wanted or not self.stems:
            return plain if wanted else ""
        stemmed = stem(word, language)
        joined = compounds.are_in(language) and (stemmed.endswith(self._inner) or stemmed.startswith(self._inner))
        return plain if joined or stemmed in self.stems or self._is_part(stemmed, language) else ""

    def _is_part(self, stemmed: str, language: str) -> bool:
        """Whether a longer word that is looked for begins or ends with it."""
        if not compounds.are_in(language) or len(stemmed) < compounds.LEAST_PART or stemmed in _NO_PART:
            return False
        return any(stem.startswith(stemmed) or stem.endswith(stemmed) for stem in self._inner)

    @cached_property
    def _inner(self) -> tuple[str, ...]:
        """What may light up a longer word it is a part of."""
        return tuple(stem for stem in self.stems if len(stem) >= compounds.LEAST_PART)


class _Found(NamedTuple):
    """A word looked for, where it stands in a text."""

    start: int
    end: int
    plain: str


def _stretch(text: str, found: Sequence[_Found], width: int) -> tuple[int, int]:
    """Where the best window begins and ends, at the edges of words."""
    if not found:
        return 0, _edge(text, width)
    best = _richest(found, width * 3 // 4)
    start = max(0, best.start - width // 4)
    if start:
        start = text.find(" ", start, best.start) + 1 or best.start
    return start, _edge(text, start + width)


def _richest(found: Sequence[_Found], reach: int) -> _Found:
    """The first of those words after which most different ones follow within reach."""
    if all(word.plain == found[0].plain for word in found):
        return found[0]
    best, most, inside, end = found[0], 0, Counter[str](), 0
    for first in found:
        while end < len(found) and found[end].end <= first.start + reach:
            inside[found[end].plain] += 1
            end += 1
        if len(inside) > most:
            best, most = first, len(inside)
        inside[first.plain] -= 1
        inside += Counter()
    return best


def _edge(text: str, end: int) -> int:
    """The end of the last whole word before ``end``."""
    if end >= len(text):
        return len(text)
    cut = text.rfind(" ", 0, end)
    return cut if cut > end - 40 else end


def _mark(text: str, start: int, end: int, found: Sequence[_Found]) -> str:
    pieces, at = [], start
    for word in found:
        if word.start < at or word.end > end:
            continue
        pieces += [_line(text[at : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
        at = word.end
    return "".join([*pieces, _line(text[at:end])])


def _line(text: str) -> str:
    return escape(_SPACE.sub(" ", text))
