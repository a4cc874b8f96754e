"""People as search reads them: whom a few words mean, and what may be shown of those found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import BEGUN, Query
from passerelle.search.labels import mark, reader_tokens
from passerelle.search.models import Subject
from passerelle.search.typed import parse

MOST = 1_000
TOLD = ("help_with", "responsibilities", "bio", "look_for")
BYLINE = ("pid", "name", "photo", "unit_id", "unit__name", "site__name")


def people_ids(actor: Actor, text: str) -> list[int]:
    """Ids of people whose name or page holds every word, the last of which may be unfinished; read them under visible_to."""
    runs, tokens = parse(text).wanted, reader_tokens(actor)
    if not runs or not tokens:
        return []
    terms = (*map(term, runs[:-1]), term(runs[-1], begins=BEGUN))
    query = Query(tokens=tokens, terms=terms, marks=(frozenset({mark("subject", Subject.PERSON)}),), limit=MOST)
    return [hit.subject_id for hit in search_backend().query(query).hits]


def present_people(actor: Actor, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Those of these people the reader may meet and whose time is not over: id → what results show of them. One query."""
    today = now().date()
    return {
        row["pk"]: row
        for row in (_people(actor, ids) if ids else ())
        if row["access_until"] is None or row["access_until"] >= today
    }


@prepared
def _people(actor: Actor, ids: Collection[int]) -> QuerySet[Person, Any]:
    met = Person.objects.visible_to(actor).filter(pk__in=ids, is_active=True)
    rows: QuerySet[Person, Any] = met.values("pk", "access_until", "language", "job_title", *TOLD, *BYLINE)
    return rows
