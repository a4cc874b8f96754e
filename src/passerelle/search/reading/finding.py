"""search(): from what somebody typed to a page of results they may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from passerelle.contributions.kinds import Kind, all_kinds
from passerelle.journal.actor import Actor
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Hit, Query, Results
from passerelle.search.highlight import Highlighter
from passerelle.search.labels import reader_tokens
from passerelle.search.reading.correcting import corrected
from passerelle.search.reading.facets import Choice, Facets, facets, search_url
from passerelle.search.reading.filters import Narrowing, narrow
from passerelle.search.reading.hints import hints
from passerelle.search.reading.results import Result, results
from passerelle.search.reading.versions import once
from passerelle.search.reading.visible import MOST, visible
from passerelle.search.typed import Filter, Typed, parse
from passerelle.search.widening import find, told

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
    meant: Choice | None
    instead: Choice | None
    wider: Choice | None
    hints: list[tuple[str, str]]


def search(actor: Actor, text: str, page: int = 1, *, insist: bool = False) -> SearchPage:
    """The results of one search for one reader; where there are none, those of what was perhaps meant, unless they ``insist``.

    The index says where to look under the reader's tokens; rights, counts, names and texts are read anew.
    """
    asked = _page(actor, parse(text), page)
    if asked.total or not asked.meant or insist:
        return asked
    better = _page(actor, parse(asked.meant.label))
    return replace(better, typed=asked.typed, instead=asked.meant) if better.total else asked


def _page(actor: Actor, typed: Typed, page: int = 1) -> SearchPage:
    narrowing = narrow(actor, typed)
    query = _query(actor, typed, narrowing)
    hits = find(search_backend(), query, typed.words) if query else Results()
    found = once(actor, visible(actor, hits.hits), narrowed=bool(typed.filters))
    start = PAGE * (max(page, 1) - 1)
    return SearchPage(
        typed=typed,
        results=results(actor, found[start : start + PAGE], Highlighter.of(told(tuple(map(term, typed.wanted))))),
        total=len(found),
        more_than_total=hits.more or len(found) == MOST,
        facets=facets(actor, typed, found),
        unknown=narrowing.unknown,
        next_url=f"{search_url(typed.text)}&page={max(page, 1) + 1}" if len(found) > start + PAGE else "",
        kinds=all_kinds(),
        meant=_meant(actor, typed) if start == 0 and _is_guess(typed, hits.hits) else None,
        instead=None,
        wider=_wider(actor, typed) if not found and start == 0 else None,
        hints=hints(actor) if typed.is_empty else [],
    )


def contributions_found(actor: Actor, text: str) -> list[int]:
    """Ids of the contributions that hold all of what was typed; read them under visible_to."""
    typed = parse(text)
    query = _query(actor, typed, narrow(actor, typed))
    hits = search_backend().query(query).hits if query else ()
    return [hit.contribution_id for hit in hits if hit.contribution_id is not None]


def _query(actor: Actor, typed: Typed, narrowing: Narrowing) -> Query | None:
    """What the engine is asked; nothing when nothing is looked for, or under a filter nobody knows."""
    if typed.is_empty or narrowing.unknown:
        return None
    return Query(
        tokens=reader_tokens(actor),
        terms=tuple(map(term, typed.wanted)),
        excluded=tuple(map(term, typed.excluded)),
        marks=narrowing.marks,
        without=narrowing.without,
    )


def _is_guess(typed: Typed, hits: Sequence[Hit]) -> bool:
    """Whether nothing was found, or nothing that holds the one word as it was typed: all stand on the last level."""
    return not hits or (len(typed.wanted) == 1 and all(hit.score <= 1 for hit in hits))


def _meant(actor: Actor, typed: Typed) -> Choice | None:
    """What the reader perhaps wanted to type."""
    text = corrected(actor, typed)
    return Choice(text, search_url(text)) if text else None


def _wider(actor: Actor, typed: Typed) -> Choice | None:
    """The same words without what narrows them, when that finds something."""
    bare = replace(typed, text=typed.words, filters=(), excluded=())
    if not typed.words or bare.text == typed.text:
        return None
    query = Query(tokens=reader_tokens(actor), terms=tuple(term((word,)) for run in typed.wanted for word in run))
    found = visible(actor, find(search_backend(), query).hits)
    return Choice(bare.text, search_url(bare.text), len(found)) if found else None
