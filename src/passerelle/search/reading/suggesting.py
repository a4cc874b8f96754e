"""suggest(): where to go, while somebody still types. Titles only, and as few queries as that takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from markupsafe import Markup

from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.reading.topics import known
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import TITLE, Query, Term
from passerelle.search.highlight import Highlighter
from passerelle.search.labels import mark, reader_tokens
from passerelle.search.models import Subject
from passerelle.search.reading.people import present_people
from passerelle.search.typed import parse
from passerelle.search.words import fold, folded
from passerelle.topics.models import TopicLabel, language_of_reader, name_for_reader

MOST = 4
TOPIC = "topic"
_ASKED = 16  # more than shown, for those the reader may no longer see
_TOGETHER = ((Subject.COMMUNITY, Subject.PERSON), (Subject.CONTRIBUTION,))  # so that the many do not crowd out the few


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place to go."""

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
    """Communities, people, topics and contributions called by these words, the last of which may be unfinished."""
    runs = parse(text).wanted
    tokens = reader_tokens(actor)
    if not runs or not tokens:
        return []
    terms = [*(term(run, in_title=True) for run in runs[:-1]), term(runs[-1], begins=TITLE)]
    documents = [found for subjects in _TOGETHER for found in _documents(tokens, terms, subjects)]
    highlighter = Highlighter.of(terms)
    documents += [(TOPIC, pk) for pk in _topics_called(runs)]
    return [
        Suggestion(highlighter.marked(place.title), place.note, place.url, place.icon)
        for subject, load in _LOADERS.items()
        for place in _ordered(load, actor, [pk for named, pk in documents if named == subject])[:MOST]
    ]


def titles(actor: Actor, found: Sequence[tuple[str, int]]) -> list[str]:
    """The titles and names of communities, people and contributions, as far as the actor sees them."""
    return [
        place.title
        for subject, load in _LOADERS.items()
        for place in _ordered(load, actor, [pk for named, pk in found if named == subject])
    ]


def _documents(tokens: frozenset[str], terms: Sequence[Term], subjects: Iterable[Subject]) -> list[tuple[str, int]]:
    marks = frozenset(mark("subject", subject) for subject in subjects)
    hits = search_backend().query(Query(tokens=tokens, terms=tuple(terms), marks=(marks,), limit=_ASKED)).hits
    return [(hit.subject, hit.subject_id) for hit in hits]


def _ordered(load: Callable[[Actor, list[int]], Iterator[_Place]], actor: Actor, ids: list[int]) -> list[_Place]:
    places = {place.id: place for place in load(actor, ids)} if ids else {}
    return [places[pk] for pk in ids if pk in places]


def _communities(actor: Actor, ids: list[int]) -> Iterator[_Place]:
    for pk, pid, slug, name in _named(actor, ids):
        yield _Place(pk, name, _("Community"), address("community", pid, slug), "hash")


@prepared
def _named(actor: Actor, ids: Sequence[int]) -> QuerySet[Community, tuple[int, str, str, str]]:
    return Community.objects.visible_to(actor).filter(pk__in=ids).order_by().values_list("pk", "pid", "slug", "name")


def _people(actor: Actor, ids: list[int]) -> Iterator[_Place]:
    for pk, row in present_people(actor, ids).items():
        belongs = ", ".join(filter(None, (row["unit__name"], row["site__name"])))
        yield _Place(pk, row["name"], belongs, address("person", row["pid"]), "users")


def _contributions(actor: Actor, ids: list[int]) -> Iterator[_Place]:
    for pk, pid, slug, title, kind, home_id, home in _titled(actor, ids):
        url = address("contribution", pid, slug or "-")
        yield _Place(pk, title, home if home_id in readable_ids(actor) else "", url, get_kind(kind).icon)


@prepared
def _titled(actor: Actor, ids: Sequence[int]) -> QuerySet[Contribution, tuple[Any, ...]]:
    rows = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing=Standing.PUBLISHED)
    return rows.values_list("pk", "pid", "slug", "title", "kind_slug", "home_id", "home__name")


def _topics_called(runs: Sequence[Sequence[str]]) -> list[int]:
    """Topics with a name in which each of these words begins a word, whoever may know of them: the very name first.

    A name in another language counts where none in the reader's and no synonym does.
    """
    typed = tuple(fold(word) for run in runs for word in run)
    found = [row for row in _labels() if _is_called(row[1], typed)]
    own = [row for row in found if row[2] in ("", language_of_reader())] or found
    own.sort(key=lambda row: folded(row[1]) != typed)
    return list(islice(dict.fromkeys(topic for topic, _name, _language in own), _ASKED))


def _is_called(name: str, typed: Sequence[str]) -> bool:
    parts = folded(name)
    return all(any(part.startswith(word) for part in parts) for word in typed)


@prepared
def _labels() -> QuerySet[TopicLabel, tuple[int, str, str]]:
    """Every name there is: some hundreds."""
    rows = TopicLabel.objects.filter(topic__merged_into=None).order_by("normalized", "topic_id")
    return rows.values_list("topic_id", "name", "language")


def _topics(actor: Actor, ids: list[int]) -> Iterator[_Place]:
    rows = known(actor).filter(pk__in=ids).values_list("pk", "pid", name_for_reader())
    for pk, pid, name in rows:
        yield _Place(pk, name, _("Topic"), address("topic", pid), "tag")


_LOADERS: dict[str, Callable[[Actor, list[int]], Iterator[_Place]]] = {
    Subject.COMMUNITY: _communities,
    Subject.PERSON: _people,
    TOPIC: _topics,
    Subject.CONTRIBUTION: _contributions,
}
