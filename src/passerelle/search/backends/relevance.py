"""Relevance of a document to many words, the same on every engine: BM25, prepared when a document is written.

How much a stem says of a document, ``tf / (tf + k1 * (1 - b + b * length / average))``, is cut into a few levels and stored as a lexeme:
``!3pump`` is a document in which *pump* weighs the third of them. To rank, an engine looks up lexemes and adds whole numbers, so
that it neither counts words nor knows lengths, two engines cannot disagree, and a common word can be read as far as it helps.
What it costs was measured on the sets of ``bin/eval search``: less than a hundredth of the mean reciprocal rank.
Source: science.md §3.3.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

from passerelle.search.backends.expressions import Expression, Words, any_of, one
from passerelle.search.backends.levels import in_title, narrowed, somewhere
from passerelle.search.backends.port import IMPACT, Query, Term

K1, B, AVERAGE = 1.2, 0.75, 100
"""Those of BM25; the average length is a constant, so that no document changes because others came."""

IMPACTS = (0.2, 0.35, 0.5, 0.65, 0.8)
"""The levels; whatever holds the stem has the first without a lexeme of its own."""

HEADED = 2
"""How often a word of the title counts."""

WRITTEN, TITLED = 0.1, 0.2
"""What is added for a word as it was typed, and for a phrase in the title: phrases have no stems."""

FURTHER, FURTHER_TEXTS = 0.3, 2
"""What the next best texts of a conversation add to its best one."""

UNITS = 10_000
"""Scores are whole numbers: sums of fractions depend on their order."""


def impacts(heading: Sequence[str], text: Sequence[str], *, own_heading: bool) -> set[str]:
    """The lexemes of a document with the stems of its title and text.

    The title of what a text replies to says what it is about, and is not its own: its words come in here only.
    """
    counted = Counter(text)
    for stem in heading:
        counted[stem] += HEADED
    length = len(text) + HEADED * len(heading)
    flat = K1 * (1 - B + B * length / AVERAGE)
    own = set(text) | (set(heading) if own_heading else set())
    found = ((stem, bisect_right(IMPACTS, times / (times + flat)) - 1) for stem, times in counted.items() if stem)
    least = ((stem, max(level, 0 if stem in own else 1)) for stem, level in found)
    return {_lexeme(level, stem) for stem, level in least if level > 0}


def rarity(documents: int, holding: int) -> float:
    """How much a term tells: ``ln(1 + (N - n + 0.5) / (n + 0.5))``."""
    return log(1 + (max(documents - holding, 0) + 0.5) / (holding + 0.5))


def weighed(query: Query) -> Iterator[tuple[int, Expression]]:
    """What each document is worth that matches, to be added up."""
    for weight, term in zip(query.weights, query.terms, strict=True):
        for worth, expression in _worth(term):
            yield round(weight * worth * UNITS), narrowed(query, expression)


def together(scores: Sequence[int]) -> int:
    """What a conversation is worth whose texts are worth this, best first."""
    return scores[0] + int(FURTHER * sum(scores[1 : 1 + FURTHER_TEXTS]))


def _worth(term: Term) -> Iterator[tuple[float, Expression]]:
    if not term.stems:
        yield IMPACTS[2], somewhere(term)
        if not term.begins:
            yield TITLED, in_title(term)
        return
    yield IMPACTS[0], somewhere(term)
    for level, impact in enumerate(IMPACTS[1:], 1):
        yield impact - IMPACTS[0], any_of(*(one(_lexeme(level, stem)) for stem in term.stems))
    yield WRITTEN, Words(term.words)


def _lexeme(level: int, stem: str) -> str:
    return f"{IMPACT}{level}{stem}"
