"""The passage of a text that shows why it was found: one highlighter for every engine.

It knows words as the index does, so ``reunions`` lights up « réunion ». What it returns is escaped text
with ``<mark>`` around the words found, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from passerelle.search.backends.port import Term
from passerelle.search.stems import stem
from passerelle.search.words import Span, fold, spans

READ = 20_000
"""How far into a text the highlighter looks."""

WIDTH = 240
_MOST_SPANS = 200
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Highlighter:
    """Finds the words of a search in texts."""

    words: frozenset[str]
    stems: frozenset[str]
    beginnings: tuple[str, ...] = ()

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
        return _mark(text, 0, len(text), self._found(text, language))

    def snippet(self, text: str, language: str = "", width: int = WIDTH) -> Markup:
        """The stretch of a text where most of the different words stand, on one line; else its beginning."""
        text = text[:READ]
        found = self._found(text, language)
        start, end = _stretch(text, found, width)
        before = "…" if text[:start].strip() else ""
        after = "…" if text[end:].strip() else ""
        return Markup("{}{}{}").format(before, _mark(text, start, end, found), after)

    def _found(self, text: str, language: str) -> list[Span]:
        return [span for span in spans(text) if self._matches(span.word, language)][:_MOST_SPANS]

    def _matches(self, word: str, language: str) -> bool:
        plain = fold(word)
        if plain in self.words or (self.beginnings and plain.startswith(self.beginnings)):
            return True
        return bool(self.stems) and stem(word, language) in self.stems


def _stretch(text: str, found: Sequence[Span], width: int) -> tuple[int, int]:
    """Where the best window begins and ends, at the edges of words."""
    if not found:
        return 0, _edge(text, width)
    best = max(found, key=lambda first: (_different(found, first, width), -first.start))
    start = max(0, best.start - width // 4)
    if start:
        start = text.find(" ", start, best.start) + 1 or best.start
    return start, _edge(text, start + width)


def _different(found: Sequence[Span], first: Span, width: int) -> int:
    reach = first.start + width * 3 // 4
    return len({fold(span.word) for span in found if first.start <= span.start and span.end <= reach})


def _edge(text: str, end: int) -> int:
    """The end of the last whole word before ``end``."""
    if end >= len(text):
        return len(text)
    cut = text.rfind(" ", 0, end)
    return cut if cut > end - 40 else end


def _mark(text: str, start: int, end: int, found: Sequence[Span]) -> Markup:
    pieces, at = [], start
    for span in found:
        if span.start < at or span.end > end:
            continue
        pieces += [_line(text[at : span.start]), Markup("<mark>{}</mark>").format(text[span.start : span.end])]
        at = span.end
    return Markup("").join([*pieces, _line(text[at:end])])


def _line(text: str) -> Markup:
    return escape(_SPACE.sub(" ", text))
