"""Which topics a text is about: by their names and synonyms as they stand in it, and by what resembles it.

Pure: the same words, the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from passerelle.search.stems import stem_all
from passerelle.search.telling import ORDINARY
from passerelle.search.words import fold, words

AS_TYPED = 1.0  # a name stands in the text, case and accents aside
BY_STEM = 0.7  # another form of its words does
LONGER = 0.1  # for each further word of a name: "till rolls" tells more than "till"
NEAR = 0.6  # of a topic that everything has that resembles the text
SHARED = 0.25  # of what resembles the text; what fewer have says nothing
READ = 1_000  # words; a longer text says again what it is about


@dataclass(frozen=True, slots=True)
class Named:
    """One of the names of a topic, in the language it is a name in; a synonym belongs to none."""

    topic: int
    name: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Something that resembles the text: how much (0 to 1), and its topics."""

    like: float
    topics: frozenset[int]


def propose(text: str, names: Iterable[Named], language: str, near: Sequence[Near] = ()) -> list[int]:
    """Topics by how sure it is that the text is about them; of equals the one named first, then the older one.

    Words are compared as they are typed, then by their stems: those of the name's own language, else those of ``language``.
    """
    found = _named(words(text)[:READ], names, language)
    for topic, share in _shared(near).items():
        place, sure = found.get(topic, (READ, 0.0))
        found[topic] = (place, sure + NEAR * share)
    return sorted(found, key=lambda topic: (-found[topic][1], found[topic][0], topic))


def _named(typed: Sequence[str], names: Iterable[Named], language: str) -> dict[int, tuple[int, float]]:
    """Topic → where it is named first, and how surely."""
    plain = _Run([fold(word) for word in typed])
    stems: dict[str, _Run] = {}
    found: dict[int, tuple[int, float]] = {}
    for named in names:
        folded = _folded(named.name)
        if not folded:
            continue
        place, sure = plain.place(folded), AS_TYPED
        if place is None:
            code = named.language or language
            if code not in stems:
                stems[code] = _Run(stem_all(typed, code))
            place, sure = stems[code].place(_stemmed(named.name, code)), BY_STEM
        if place is not None:
            sure += LONGER * (len(folded) - 1)
            found[named.topic] = max(found.get(named.topic, (0, 0.0)), (place, sure), key=lambda one: (one[1], -one[0]))
    return found


@lru_cache(maxsize=16_384)
def _folded(name: str) -> tuple[str, ...]:
    """The words of a name; nothing of one that says nothing."""
    folded = tuple(fold(word) for word in words(name))
    return folded if any(len(word) > 1 and word not in ORDINARY for word in folded) else ()


@lru_cache(maxsize=16_384)
def _stemmed(name: str, language: str) -> tuple[str, ...]:
    return tuple(stem_all(words(name), language))


class _Run:
    """The words of a text in one form, with where each stands."""

    def __init__(self, typed: Sequence[str]) -> None:
        self._typed = tuple(typed)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(typed):
            self._places[word].append(place)

    def place(self, wanted: tuple[str, ...]) -> int | None:
        """Where these words first stand one after the other."""
        starts = self._places.get(wanted[0], ()) if wanted else ()
        length = len(wanted)
        return next((at for at in starts if self._typed[at : at + length] == wanted), None)


def _shared(near: Sequence[Near]) -> dict[int, float]:
    """Topic → its share of what resembles the text, weighed by how much it does; of topics that stand on two of it, or on all."""
    whole = sum(one.like for one in near)
    weight: dict[int, float] = defaultdict(float)
    times: dict[int, int] = defaultdict(int)
    for one in near:
        for topic in one.topics:
            weight[topic] += one.like
            times[topic] += 1
    needed = min(2, len(near))
    return {
        topic: share for topic, like in weight.items() if times[topic] >= needed and (share := like / whole) >= SHARED
    }
