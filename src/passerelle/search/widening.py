"""How a search is asked: by all its words, and by how much each tells.

One or two words name a thing: what holds them comes by levels, newest first. A sentence rarely stands whole in its answer, so of
three words or more any is enough and the most relevant document comes first, be it old; what holds every word is never left out.
The commonest words are not looked up as soon as together they would match more than is weighed: a rare word tells more than ten
common ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from passerelle.science.retrieval import fuse
from passerelle.search.backends.port import Hit, Query, Results, SearchBackend, Term
from passerelle.search.backends.relevance import UNITS, rarity
from passerelle.search.meaning.wanted import has_meanings
from passerelle.search.parting import pair, parts
from passerelle.search.telling import ORDINARY

ENOUGH = 10
SENTENCE = 3
"""As many words are a question rather than a name."""

WEIGHED = 10_000
"""How many documents the terms of one ranked search may hold in all."""

MOST_TERMS = 16

CLEAR = 0.08
"""From this lead of the best hit by words on, words have the order, and meanings come after them."""

LEAST, MOST = 0.4, 0.999
"""What words count at least and at most, of 1 that they share with meanings; ``docs/developers/finding.md`` tells what was tried."""


def find(backend: SearchBackend, query: Query, text: str = "") -> Results:
    """The hits of what somebody typed; of a sentence whose ``text`` is given also what means the same in other words."""
    exact = backend.query(query)
    words_alone = all(len(term.words) == 1 and not term.begins for term in query.terms)
    if len(query.terms) >= SENTENCE and words_alone:
        return _after(_ranked(backend, query, text), exact, query.limit)
    if not query.terms or len(exact.hits) >= ENOUGH:
        return exact
    return _after(_after(exact, apart(backend, query), query.limit), _ranked(backend, query, text), query.limit)


def apart(backend: SearchBackend, query: Query) -> Results:
    """What says the parts of the one German word that was typed, written apart: every hit says both."""
    if len(query.terms) > 1 or query.terms[0].begins or not (both_parts := pair(backend, query.terms)):
        return Results()
    found = backend.query(replace(query, terms=both_parts))
    return replace(found, hits=tuple(hit._replace(score=0) for hit in found.hits))


def meant(backend: SearchBackend, query: Query, text: str) -> Sequence[Hit]:
    """What means nearly the same, where there are meanings."""
    if not (text and has_meanings()):
        return ()
    from passerelle.search.meaning.nearest import nearest  # noqa: PLC0415  numpy

    return nearest(backend, query, text)


def _ranked(backend: SearchBackend, query: Query, text: str) -> Results:
    words = rank(backend, replace(query, terms=told(query.terms))) if len(query.terms) > 1 else Results()
    return both(words, meant(backend, query, text))


def both(words: Results, meanings: Sequence[Hit]) -> Results:
    """One order of two, by reciprocal ranks: scores of words and of meanings cannot be compared.

    Where one hit holds clearly more of what was asked than any other, its words say it already, and a guess at meanings can only do
    harm. Where none does, as in another language or when it is told in other words, meanings count for half as much again.
    """
    if not meanings:
        return words
    first, second = ({_whole(hit): hit for hit in hits} for hits in (words.hits, meanings))
    trusted = min(MOST, max(LEAST, words.lead / CLEAR))
    fused = fuse([list(first), list(second)], [trusted, 1 - trusted])
    hits = ((first.get(key) or second[key])._replace(score=score) for key, score in fused.items())
    return Results(tuple(hits), more=words.more)


def rank(backend: SearchBackend, query: Query, most: int = MOST_TERMS) -> Results:
    """The hits for any of the words, the most relevant first."""
    whole, unheld = weights(backend, query.terms, most)
    telling = whole | parts(backend, query.terms)
    if not telling:
        return Results()
    found = backend.query(replace(query, terms=tuple(telling), weights=tuple(telling.values())))
    return replace(found, lead=_lead(found.hits, sum(whole.values()) + unheld))


def weights(backend: SearchBackend, terms: Sequence[Term], most: int = MOST_TERMS) -> tuple[dict[Term, float], float]:
    """The terms that tell most and together stay within what is weighed, with how much each tells: more when it is said twice.

    And how much those would tell that no text holds.
    """
    said = Counter(terms)
    documents, holding = backend.frequencies(tuple(said))
    held = {term: count for term, count in zip(said, holding, strict=True) if count}
    told = {term: sqrt(times) * rarity(documents, held.get(term, 0)) for term, times in said.items()}
    kept: dict[Term, float] = {}
    looked_at = 0
    for term in sorted(held, key=lambda term: (-told[term], held[term])):
        looked_at += held[term]
        if len(kept) == most or (kept and looked_at > WEIGHED):
            break
        kept[term] = told[term]
    return kept, sum(worth for term, worth in told.items() if term not in held)


def told(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """What was typed without the words that say nothing, which in a small community are not common enough to be known by that."""
    telling = tuple(term for term in terms if len(term.words) > 1 or term.words[0] not in ORDINARY)
    return telling or terms


def _lead(hits: Sequence[Hit], asked: float) -> float:
    first, second = [*(hit.score for hit in hits[:2]), 0, 0][:2]
    return (first - second) / (UNITS * asked) if asked else 0.0


def _after(first: Results, second: Results, limit: int) -> Results:
    """The one, then what only the other found."""
    known = set(map(_whole, first.hits))
    hits = (*first.hits, *(hit for hit in second.hits if _whole(hit) not in known))
    return Results(hits[:limit], more=first.more or second.more or len(hits) > limit)


def _whole(hit: Hit) -> tuple[int | None, int]:
    """What is one result."""
    return hit.contribution_id, hit.document_id if hit.contribution_id is None else 0
