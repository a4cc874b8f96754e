"""What resembles something that is still being written: by its telling words and, where there are meanings, by what it means."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from passerelle.journal.actor import Actor
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Hit, Query
from passerelle.search.labels import mark, reader_tokens
from passerelle.search.reading.similar import telling_terms
from passerelle.search.reading.versions import nearer
from passerelle.search.reading.visible import visible
from passerelle.search.widening import both, meant, rank


class Alike(NamedTuple):
    """A contribution, how near it comes to the best, which has 1, by words or by meaning, and the cosine of meanings, 0 without.

    Of the order itself nothing of the kind can be told: by reciprocal ranks the fourth is nearly as good as the first, whatever they say.
    """

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
    near = [_of_the_best(by_words.hits), _of_the_best(meanings)]
    hits = [hit for hit in both(by_words, meanings).hits if hit.contribution_id]
    seen = [one._replace(reply_id=None, file_id=None) for one in visible(actor, hits)]
    instead = nearer(actor, seen)
    shown: dict[int, Alike] = {}
    for one in seen:
        pk = instead[one.subject_id].contribution if one.subject_id in instead else one.subject_id
        score = max(scores.get(one.subject_id, 0.0) for scores in near)
        shown.setdefault(pk, Alike(pk, score, cosines.get(one.subject_id, 0.0)))
    return list(shown.values())[:most]


def _of_the_best(hits: Sequence[Hit]) -> dict[int | None, float]:
    best = max((hit.score for hit in hits), default=1.0)
    return {hit.contribution_id: hit.score / best for hit in hits}
