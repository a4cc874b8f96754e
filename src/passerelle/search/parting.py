"""The parts a typed German word may be made of: "Flaschenautomat" asks for texts with "Automaten" and "Flaschen", too.

No dictionary is read for a search (it takes a hundred megabytes and a second): the index is one. A word is cut where both sides, with or
without a letter that joins them, are held by some text, and the parts count less than what was typed. The other way round needs nothing:
the parts of what texts say stand in the index, see ``compounds``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from passerelle.lib.languages import detect
from passerelle.search.backends.port import SearchBackend, Term
from passerelle.search.backends.relevance import rarity
from passerelle.search.compounds import JOINTS, LANGUAGE, LEAST_PART
from passerelle.search.stems import stem
from passerelle.search.telling import ORDINARY

WEIGHT = 0.3
"""Of a part, beside 1 of the word as it was typed: measured with ``bin/eval search --only "xquad de"``, where 0.15 and 0.5 give less."""

MOST_WORDS, MOST_PARTS = 4, 8
SHORTEST = 2 * LEAST_PART + 1

Pair = tuple[Term, Term]


def parts(backend: SearchBackend, terms: Sequence[Term]) -> dict[Term, float]:
    """The parts of the words of a German question, with how much each tells. One statement, none for another language."""
    if not is_german(terms):
        return {}
    documents, pairs, holding = _held(backend, terms)
    said = {stem for term in terms for stem in term.stems}
    found = {part: rarity(documents, holding[part]) for part in chain(*pairs) if said.isdisjoint(part.stems)}
    rarest = sorted(found, key=lambda part: -found[part])[:MOST_PARTS]
    return {part: WEIGHT * found[part] for part in rarest}


def pair(backend: SearchBackend, terms: Sequence[Term]) -> Pair | tuple[()]:
    """The two parts of one German word that are rarest together."""
    if not is_german(terms):
        return ()
    _documents, pairs, holding = _held(backend, terms)
    return min(pairs, key=lambda both: holding[both[0]] * holding[both[1]], default=())


def is_german(terms: Sequence[Term]) -> bool:
    """Whether there is a word long enough to be made of others, in a question that is German by its words."""
    long = any(len(word) >= SHORTEST for term in terms for word in term.words)
    return long and detect(" ".join(word for term in terms for word in term.words)) == LANGUAGE


def _held(backend: SearchBackend, terms: Iterable[Term]) -> tuple[int, list[Pair], dict[Term, int]]:
    """How many documents there are, the pairs of which both are held, and by how many."""
    long = [term.words[0] for term in terms if term.stems and len(term.words[0]) >= SHORTEST][:MOST_WORDS]
    pairs = list(dict.fromkeys(pair for word in long for pair in _pairs(word)))
    asked = tuple(dict.fromkeys(chain(*pairs)))
    documents, holding = backend.frequencies(asked) if asked else (0, ())
    held = dict(zip(asked, holding, strict=True))
    return documents, [pair for pair in pairs if all(held[part] for part in pair)], held


def _pairs(word: str) -> Iterator[Pair]:
    """Each way to cut a word in two."""
    for at in range(LEAST_PART, len(word) - LEAST_PART + 1):
        front, head = word[:at], word[at:]
        for base in dict.fromkeys(front.removesuffix(joint) for joint in JOINTS):
            if len(base) >= LEAST_PART and base not in ORDINARY and head not in ORDINARY:
                yield _part(base), _part(head)


def _part(word: str) -> Term:
    return Term((word,), (stem(word, LANGUAGE),))
