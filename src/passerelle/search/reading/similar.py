"""What resembles a text: contributions by its telling words, under the rights of whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice

from passerelle.journal.actor import Actor
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Query, Term
from passerelle.search.labels import mark, reader_tokens
from passerelle.search.reading.visible import visible
from passerelle.search.telling import ORDINARY
from passerelle.search.widening import rank
from passerelle.search.words import fold, words

MOST = 20
LOOKED_AT = 60
"""How many telling words of a text are looked up; a longer one says again what it is about."""


def similar(
    actor: Actor, text: str, kinds: Collection[str] = (), *, passing_over: Collection[int] = (), most: int = MOST
) -> list[tuple[int, float]]:
    """Contributions that resemble a text, with how much: 1 for the nearest, less for the others. A conversation counts as a whole."""
    terms, tokens = telling_terms(text), reader_tokens(actor)
    if not terms or not tokens:
        return []
    of_kinds = (frozenset(mark("kind", kind) for kind in kinds),) if kinds else ()
    hits = rank(search_backend(), Query(tokens, terms, marks=of_kinds)).hits
    scores = {
        hit.contribution_id: hit.score
        for hit in hits
        if hit.contribution_id and hit.contribution_id not in passing_over
    }
    shown = visible(actor, [hit for hit in hits if hit.contribution_id in scores])
    best = max(scores.values(), default=1.0)
    return [(one.subject_id, scores[one.subject_id] / best) for one in shown[:most]]


def telling_terms(text: str) -> tuple[Term, ...]:
    """The words of a text that tell what it is about, as often as they stand in its beginning."""
    return tuple(term((word,)) for word in islice(_telling(words(text)), LOOKED_AT))


def _telling(found: Iterable[str]) -> Iterable[str]:
    return (word for word in found if len(word) > 1 and fold(word) and fold(word) not in ORDINARY)
