"""Whom a few words mean, for lists of people that have an order and filters of their own."""

from __future__ import annotations

from passerelle.journal.actor import Actor
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import BEGUN, Query
from passerelle.search.labels import mark, reader_tokens
from passerelle.search.models import Subject
from passerelle.search.typed import parse

MOST = 1_000


def people_ids(actor: Actor, text: str) -> list[int]:
    """Ids of people whose name or page holds every word, the last of which may be unfinished; read them under visible_to."""
    runs, tokens = parse(text).wanted, reader_tokens(actor)
    if not runs or not tokens:
        return []
    terms = (*map(term, runs[:-1]), term(runs[-1], begins=BEGUN))
    query = Query(tokens=tokens, terms=terms, marks=(frozenset({mark("subject", Subject.PERSON)}),), limit=MOST)
    return [hit.subject_id for hit in search_backend().query(query).hits]
