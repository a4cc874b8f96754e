"""Short texts as weighted words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TypeVar

WORD = re.compile(r"\w\w+")
Vector = Mapping[str, float]
C = TypeVar("C", bound=Hashable)


def words_of(text: str) -> list[str]:
    """The words of two letters or more, in lower case and in order. Callers with a language stem them first."""
    return WORD.findall(text.lower())


@dataclass(frozen=True)
class Rarity:
    """How rare words are in a set of texts: kept for a week, so that similarities do not drift while texts come in."""

    texts: int
    with_word: Mapping[str, int]

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Rarity:
        """Count the texts each word occurs in."""
        found = [set(words) for words in texts]
        return cls(len(found), Counter(word for words in found for word in words))

    def weight(self, word: str) -> float:
        """``ln((1 + N) / (1 + n)) + 1``: 1 for a word in all texts, more for a rarer one, most for one that is new."""
        return log((1 + self.texts) / (1 + self.with_word.get(word, 0))) + 1


def vector_of(words: Sequence[str], rarity: Rarity) -> Vector:
    """The TF-IDF vector of a text, of length 1; empty for a text without words. Source: science.md §3.4, 1."""
    weights = {word: count * rarity.weight(word) for word, count in sorted(Counter(words).items())}
    length = sqrt(sum(weight**2 for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def similarity(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length 1, from 0 (no word in common) to 1."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * long[word] for word, weight in short.items() if word in long)


def label_words(classes: Mapping[C, Collection[str]], most: int = 4) -> dict[C, list[tuple[str, float]]]:
    """The words that tell each class of texts from the others, heaviest first, with their weight (c-TF-IDF).

    ``classes`` holds all words of the texts of each class; ``tf / |class| * ln(1 + A / f)`` with ``A`` words in a class on average and
    ``f`` times the word in all classes. Equal weights stand in the order of the alphabet. Source: science.md §3.4, 5.
    """
    overall = Counter(word for words in classes.values() for word in words)
    average = overall.total() / len(classes) if classes else 0
    labels = {}
    for name, words in classes.items():
        weights = {
            word: count / len(words) * log(1 + average / overall[word]) for word, count in Counter(words).items()
        }
        labels[name] = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return labels
