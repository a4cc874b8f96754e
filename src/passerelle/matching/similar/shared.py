"""Which words that two texts share tell that they are alike: those that are rare here, and enough of what the one is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from passerelle.lib.numerals import is_number
from passerelle.matching.similar.everyday import EVERYDAY
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.relevance import rarity
from passerelle.search.telling import telling
from passerelle.search.words import fold

WEIGHED = 60  # words of a draft that are looked up; a longer one says again what it is about
SHARED = 2  # words at least, where the text has as many: one alone makes everything alike
PART, OF = 0.4, 6
"""How much of what a draft tells both must say: of its rarest words, because a long one says much by the way."""

SAME_MEANING, NEAREST = 0.45, 0.3
"""The cosine from which two texts are said to mean the same, and from which the nearest is of those without words in common.

Measured on xquad, Spanish and German questions on English paragraphs: a paragraph as near as the first is the right one seven times of
ten, the nearest one as near as the second eight times of ten; seven of ten right ones are that near, two of ten as near as the first.
"""

TOGETHER = (
    1.25  # times either: words that tell too little, and a meaning that is not near enough, make up for each other
)
VERY_RARE = 4.0  # one text in fifty: a name in a title that is so rare says alone that both are about it

_NAME = re.compile(r"\b[^\W\d_a-zß-öø-ÿ]\w+")
_FIRST = re.compile(r"(?:^|(?<=[.!?:]))\s*\w+")  # of a sentence, which begins with a capital letter whatever it is


@dataclass(frozen=True, slots=True)
class Telling:
    """What a draft tells in the stems of one language: each stem as it is spelled there, how rare that word is, and its names."""

    spelled: Mapping[str, str]
    rare: Mapping[str, float]
    names: Collection[str]

    def shared_with(self, title: str, stems: Collection[str], meaning: float) -> tuple[str, ...]:
        """What both say, the rarest first; nothing where that is too little to make them alike."""
        words = [word for stem, word in self.spelled.items() if stem in stems]
        worth = self._worth(words) / (PART * (self._worth(self.spelled.values()) or 1.0))
        by_words = len(words) >= min(SHARED, len(self.spelled)) and worth >= 1
        in_both = bool(words) and meaning >= NEAREST and worth + meaning / SAME_MEANING >= TOGETHER
        if not (by_words or in_both or self._names_the_same(title, words)):
            return ()
        return tuple(sorted(words, key=lambda word: -self.rare.get(word, 0.0)))

    def _worth(self, words: Collection[str]) -> float:
        return sum(sorted((self.rare.get(word, 0.0) for word in words), reverse=True)[:OF])

    def _names_the_same(self, title: str, words: Collection[str]) -> bool:
        named = {fold(word) for word in words if self.rare.get(word, 0.0) >= VERY_RARE} & {*self.names}
        return bool(named & names(_FIRST.sub("", title)))


def names(text: str) -> set[str]:
    """The words that begin with a capital letter, folded."""
    return {fold(word) for word in _NAME.findall(text)}


def said(text: str, language: str) -> Mapping[str, str]:
    """The stems that tell what a text is about, without numbers and what is said of anything; how each is spelled where it first stands."""
    stems, spelled = telling(text, language)
    return {stem: spelled[stem] for stem in dict.fromkeys(stems) if _tells(fold(spelled[stem]))}


def rarities(text: str) -> Mapping[str, float]:
    """Word → how rare it is among all that is written here, in any form; none for what nobody wrote. One query."""
    words = [*said(text, "").values()][:WEIGHED]
    if not words:
        return {}
    documents, holding = search_backend().frequencies([term((word,)) for word in words])
    return {word: rarity(documents, held) for word, held in zip(words, holding, strict=True) if held}


def _tells(word: str) -> bool:
    return word not in EVERYDAY and not is_number(word)
