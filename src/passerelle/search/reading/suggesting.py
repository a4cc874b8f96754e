"""suggest(): where to go, while somebody still types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from passerelle.journal.actor import Actor
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import Hit, Query, Term
from passerelle.search.highlight import Highlighter
from passerelle.search.labels import mark, reader_tokens
from passerelle.search.models import Subject
from passerelle.search.reading.results import Result, results
from passerelle.search.reading.visible import visible
from passerelle.search.typed import parse

MOST = 4
_ASKED = 12  # a few more than shown, for those the reader may no longer see
_GROUPS = (Subject.COMMUNITY, Subject.PERSON, Subject.CONTRIBUTION)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place to go."""

    subject: Subject
    title: Markup
    note: str
    url: str
    icon: str


def suggest(actor: Actor, text: str) -> list[Suggestion]:
    """Communities, people and contributions whose title holds these words, the last of which may be unfinished."""
    runs = parse(text).wanted
    tokens = reader_tokens(actor)
    if not runs or not tokens:
        return []
    terms = [term(run, is_prefix=run is runs[-1], in_title=True) for run in runs]
    found = [one for subject in _GROUPS for one in visible(actor, _hits(tokens, terms, subject))[:MOST]]
    return [_suggestion(result) for result in results(actor, found, Highlighter.of(terms))]


def _hits(tokens: frozenset[str], terms: Sequence[Term], subject: Subject) -> Sequence[Hit]:
    query = Query(tokens=tokens, terms=tuple(terms), marks=(frozenset({mark("subject", subject)}),), limit=_ASKED)
    return search_backend().query(query).hits


def _suggestion(result: Result) -> Suggestion:
    if result.card is not None:
        home = result.card.home.name if result.card.home else ""
        return Suggestion(result.subject, result.title, home, result.url, result.card.kind.icon)
    if result.person is not None:
        where = ", ".join(filter(None, (result.person.unit, result.person.site)))
        return Suggestion(result.subject, result.title, where, result.url, "users")
    return Suggestion(result.subject, result.title, "", result.url, "hash")
