"""First the documents that hold every word, then those that hold some.

A sentence typed as a question rarely stands whole in its answer. When too few documents hold all of it, the search
is asked again for any of its words, the commonest left out as soon as together they would match more than is ranked:
a rare word tells more than ten common ones.
"""

from __future__ import annotations

from dataclasses import replace

from passerelle.search.backends.port import CANDIDATES, Query, Results, SearchBackend, Term

ENOUGH = 10


def find(backend: SearchBackend, query: Query) -> Results:
    """The hits for all words, followed by those for any of them when all give too few."""
    exact = backend.query(query)
    if len(query.terms) < 2 or len(exact.hits) >= ENOUGH:
        return exact
    wide = backend.query(replace(query, terms=_telling(backend, query.terms), any_term=True))
    known = {hit.document_id for hit in exact.hits}
    hits = (*exact.hits, *(hit for hit in wide.hits if hit.document_id not in known))
    return Results(hits[: query.limit], more=wide.more or len(hits) > query.limit)


def _telling(backend: SearchBackend, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The rarest terms that together stay within what is ranked, at least one."""
    frequencies = backend.frequencies(terms)
    kept: list[Term] = []
    matched = 0
    for place in sorted(range(len(terms)), key=lambda place: frequencies[place]):
        matched += frequencies[place]
        if kept and matched > CANDIDATES:
            break
        kept.append(terms[place])
    return tuple(kept)
