"""suggest(): where to go, while somebody still types. Titles only, and as few queries as that takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.people.models import Person
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import TITLE, Query, Term
from passerelle.search.highlight import Highlighter
from passerelle.search.labels import mark, reader_tokens
from passerelle.search.models import Subject
from passerelle.search.typed import parse

MOST = 4
_ASKED = 16  # more than shown, for those the reader may no longer see
_TOGETHER = ((Subject.COMMUNITY, Subject.PERSON), (Subject.CONTRIBUTION,))  # so that the many do not crowd out the few


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place to go."""

    subject: Subject
    title: Markup
    note: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class _Place:
    id: int
    title: str
    note: str
    url: str
    icon: str


def suggest(actor: Actor, text: str) -> list[Suggestion]:
    """Communities, people and contributions whose title holds these words, the last of which may be unfinished."""
    runs = parse(text).wanted
    tokens = reader_tokens(actor)
    if not runs or not tokens:
        return []
    terms = [*(term(run, in_title=True) for run in runs[:-1]), term(runs[-1], begins=TITLE)]
    documents = [found for subjects in _TOGETHER for found in _documents(tokens, terms, subjects)]
    highlighter = Highlighter.of(terms)
    return [
        Suggestion(subject, highlighter.marked(place.title), place.note, place.url, place.icon)
        for subject, load in _LOADERS.items()
        for place in _ordered(load, actor, [pk for named, pk in documents if named == subject])[:MOST]
    ]


def _documents(tokens: frozenset[str], terms: Sequence[Term], subjects: Iterable[Subject]) -> list[tuple[str, int]]:
    marks = frozenset(mark("subject", subject) for subject in subjects)
    hits = search_backend().query(Query(tokens=tokens, terms=tuple(terms), marks=(marks,), limit=_ASKED)).hits
    return [(hit.subject, hit.subject_id) for hit in hits]


def _ordered(load: Callable[[Actor, list[int]], Iterator[_Place]], actor: Actor, ids: list[int]) -> list[_Place]:
    places = {place.id: place for place in load(actor, ids)} if ids else {}
    return [places[pk] for pk in ids if pk in places]


def _communities(actor: Actor, ids: list[int]) -> Iterator[_Place]:
    for community in Community.objects.visible_to(actor).filter(pk__in=ids):
        yield _Place(community.pk, community.name, "", community.get_absolute_url(), "hash")


def _people(actor: Actor, ids: list[int]) -> Iterator[_Place]:
    rows = Person.objects.visible_to(actor).present().filter(pk__in=ids)
    for pk, pid, name, *belongs in rows.values_list("pk", "pid", "name", "unit__name", "site__name"):
        yield _Place(pk, name, ", ".join(filter(None, belongs)), reverse("person", args=[pid]), "users")


def _contributions(actor: Actor, ids: list[int]) -> Iterator[_Place]:
    rows = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    for row in rows.values("pk", "pid", "slug", "title", "kind_slug", "home_id", "home__name"):
        home = row["home__name"] if row["home_id"] in readable_ids(actor) else ""
        url = reverse("contribution", args=[row["pid"], row["slug"] or "-"])
        yield _Place(row["pk"], row["title"], home, url, get_kind(row["kind_slug"]).icon)


_LOADERS = {Subject.COMMUNITY: _communities, Subject.PERSON: _people, Subject.CONTRIBUTION: _contributions}
