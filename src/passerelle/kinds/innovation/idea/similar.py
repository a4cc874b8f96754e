"""Ideas that resemble what somebody is about to propose: found by the words of its title, read under their rights."""

from __future__ import annotations

from passerelle.contributions.models import Standing
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.journal.actor import Actor
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Query
from passerelle.search.labels import mark, reader_tokens
from passerelle.search.typed import parse
from passerelle.search.widening import find

MOST = 5
_ASKED = 30  # more than shown, for those the reader may no longer see
_LEAST_LETTERS = 4  # shorter words resemble everything
_MOST_WORDS = 12


def similar(actor: Actor, text: str, kind: str) -> list[Card]:
    """The nearest of one kind, wherever the reader may see them; all words first, then the rarer ones."""
    told = [run for run in parse(text).wanted if max(map(len, run)) >= _LEAST_LETTERS][:_MOST_WORDS]
    tokens = reader_tokens(actor)
    if not told or not tokens:
        return []
    query = Query(tokens, tuple(map(term, told)), marks=(frozenset({mark("kind", kind)}),), limit=_ASKED)
    ids = [hit.contribution_id for hit in find(search_backend(), query).hits if hit.contribution_id]
    found = cards(actor, list(dict.fromkeys(ids)), pictures=False)
    return [card for card in found if card.standing == Standing.PUBLISHED][:MOST]
