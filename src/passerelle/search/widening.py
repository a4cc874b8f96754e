"""First the documents that hold every word, then those that hold some.

A sentence typed as a question rarely stands whole in its answer. When too few documents hold all of it, the search
is asked again for any of its words, the commonest left out as soon as together they would match more than is weighed:
a rare word tells more than ten common ones.
"""

from __future__ import annotations

from dataclasses import replace
from math import log

from passerelle.search.backends.port import CANDIDATES, Hit, Query, Results, SearchBackend, Term

ENOUGH = 10


def find(backend: SearchBackend, query: Query) -> Results:
    """The hits for all words, followed by those for any of them when all give too few."""
    exact = backend.query(query)
    if len(query.terms) < 2 or len(exact.hits) >= ENOUGH:
        return exact
    telling = _telling(backend, query.terms)
    if not telling:
        return exact
    weights = tuple(log(1 + CANDIDATES / max(frequency, 1)) for frequency in telling.values())
    wide = backend.query(replace(query, terms=tuple(telling), weights=weights))
    known = set(map(_whole, exact.hits))
    hits = (*exact.hits, *(hit for hit in wide.hits if _whole(hit) not in known))
    return Results(hits[: query.limit], more=wide.more or len(hits) > query.limit)


def _whole(hit: Hit) -> tuple[int | None, int]:
    """What is one result."""
    return hit.contribution_id, hit.document_id if hit.contribution_id is None else 0


def _telling(backend: SearchBackend, terms: tuple[Term, ...]) -> dict[Term, int]:
    """The rarest terms found at all that together stay within what is weighed, and how many documents hold each."""
    found = zip(terms, backend.frequencies(terms), strict=True)
    kept: dict[Term, int] = {}
    for term, frequency in sorted(found, key=lambda pair: pair[1]):
        if kept and sum(kept.values()) + frequency > CANDIDATES:
            break
        if frequency:
            kept[term] = frequency
    return kept
