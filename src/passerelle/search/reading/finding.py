"""search(): from what somebody typed to a page of results they may see."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.contributions.kinds import Kind, all_kinds
from passerelle.journal.actor import Actor
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Query, Results
from passerelle.search.highlight import Highlighter
from passerelle.search.labels import reader_tokens
from passerelle.search.reading.facets import Facets, facets, search_url
from passerelle.search.reading.filters import narrow
from passerelle.search.reading.results import Result, results
from passerelle.search.reading.visible import MOST, visible
from passerelle.search.typed import Filter, Typed, parse
from passerelle.search.widening import find

PAGE = 20


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of a search."""

    typed: Typed
    results: list[Result]
    total: int
    more_than_total: bool
    facets: Facets
    unknown: tuple[Filter, ...]
    next_url: str
    kinds: list[Kind]


def search(actor: Actor, text: str, page: int = 1) -> SearchPage:
    """The results of one search for one reader.

    The index says where to look under the reader's tokens; rights, counts, names and texts are read anew.
    """
    typed = parse(text)
    narrowing = narrow(actor, typed)
    terms = tuple(term(run) for run in typed.wanted)
    hits = Results()
    if not typed.is_empty and not narrowing.unknown:
        hits = find(
            search_backend(),
            Query(
                tokens=reader_tokens(actor),
                terms=terms,
                excluded=tuple(term(run) for run in typed.excluded),
                marks=narrowing.marks,
                without=narrowing.without,
            ),
        )
    found = visible(actor, hits.hits)
    start = PAGE * (max(page, 1) - 1)
    return SearchPage(
        typed=typed,
        results=results(actor, found[start : start + PAGE], Highlighter.of(terms)),
        total=len(found),
        more_than_total=hits.more or len(found) == MOST,
        facets=facets(actor, typed, found),
        unknown=narrowing.unknown,
        next_url=f"{search_url(typed.text)}&page={max(page, 1) + 1}" if len(found) > start + PAGE else "",
        kinds=all_kinds(),
    )
