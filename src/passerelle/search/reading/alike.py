"""What resembles something that is still being written: by its telling words and, where there are meanings, by what it means."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from passerelle.journal.actor import Actor
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Query, Results
from passerelle.search.labels import mark, reader_tokens
from passerelle.search.reading.similar import telling_terms
from passerelle.search.reading.versions import nearer
from passerelle.search.reading.visible import visible
from passerelle.search.widening import both, meant, rank


class Alike(NamedTuple):
    """A contribution, its place in the order as a score comparable within one answer, and the cosine of meanings, 0 without."""

    id: int
    score: float
    meaning: float


def alike(actor: Actor, text: str, kinds: Collection[str], most: int) -> list[Alike]:
    """The most alike first, under the rights of the reader. A conversation counts as a whole, in its version nearest to them."""
    terms = telling_terms(text)
    if not terms or not kinds or not (tokens := reader_tokens(actor)):
        return []
    of_kinds = (frozenset(mark("kind", kind) for kind in kinds),)
    backend = search_backend()
    by_words = rank(backend, Query(tokens, terms, marks=of_kinds))
    meanings = meant(backend, Query(tokens, marks=of_kinds), text)
    cosines = {hit.contribution_id: hit.score for hit in meanings}
    found: Results = both(by_words, meanings)
    scores: dict[int, float] = {}
    hits = [hit for hit in found.hits if hit.contribution_id]
    for hit in hits:
        scores.setdefault(hit.contribution_id or 0, hit.score)
    seen = [one._replace(reply_id=None, file_id=None) for one in visible(actor, hits)]
    instead = nearer(actor, seen)
    shown: dict[int, Alike] = {}
    for one in seen:
        pk = instead[one.subject_id].contribution if one.subject_id in instead else one.subject_id
        shown.setdefault(pk, Alike(pk, scores[one.subject_id], cosines.get(one.subject_id, 0.0)))
    return list(shown.values())[:most]
