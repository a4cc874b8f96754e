"""From the filters a person typed to marks of the index: only through what this person may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from passerelle.communities.models import Community
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.reading.topics import known
from passerelle.journal.actor import Actor
from passerelle.lib.locales import language_called
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person
from passerelle.search.days import since_marks
from passerelle.search.labels import mark
from passerelle.search.models import Subject
from passerelle.search.typed import Filter, Typed
from passerelle.search.words import fold, folded
from passerelle.topics.finding import find_topics

T = TypeVar("T")
Resolver = Callable[[Actor, str], Iterable[str]]

MYSELF = {"me", "moi", "io", "yo", "ich"}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Marks to ask the index for, marks nothing found may bear, and the filters nothing is known under."""

    marks: tuple[frozenset[str], ...]
    without: frozenset[str]
    unknown: tuple[Filter, ...]


def narrow(actor: Actor, typed: Typed) -> Narrowing:
    """Resolve every filter; several of one name widen it, different names narrow further."""
    marks: dict[Resolver, set[str]] = {}
    unknown: list[Filter] = []
    for part in typed.filters:
        if part.name not in _RESOLVERS:
            continue
        for resolve in _RESOLVERS[part.name]:
            found = set(resolve(actor, part.value))
            marks.setdefault(resolve, set()).update(found)
        if not found:
            unknown.append(part)
    after, before = typed.day("after"), typed.day("before")
    return Narrowing(
        marks=(*map(frozenset, marks.values()), *([since_marks(after)] if after else [])),
        without=since_marks(before) if before else frozenset(),
        unknown=tuple(unknown),
    )


def _communities(actor: Actor, value: str) -> Iterable[str]:
    wanted = folded(value)
    return [mark("in", pk) for pk, slug, name in _places(actor) if wanted in (folded(slug), folded(name))]


@prepared
def _places(actor: Actor) -> QuerySet[Community, tuple[int, str, str]]:
    return Community.objects.visible_to(actor).order_by().values_list("pk", "slug", "name")


def _people(actor: Actor, value: str) -> Iterable[str]:
    """A whole name, or words of it: ``by:lea`` finds every Léa."""
    if fold(value) in MYSELF:
        return [mark("by", actor.person_id)]
    wanted = set(folded(value))
    return [mark("by", pk) for pk, name in _names(actor) if wanted and wanted.issubset(folded(name))]


@prepared
def _names(actor: Actor) -> QuerySet[Person, tuple[int, str]]:
    return Person.objects.visible_to(actor).order_by().values_list("pk", "name")


def _kinds(actor: Actor, value: str) -> Iterable[str]:
    """A kind, or one of the other things that can be found; one or several of it, in any language of the product."""
    return {label for label, name in _in_every_language(_kind_names) if _same(value, name)}


def _kind_names() -> Iterator[tuple[str, str]]:
    for kind in all_kinds():
        yield from ((mark("kind", kind.slug), name) for name in (kind.slug, str(kind.label), str(kind.plural)))
    for several in (subjects(), _one_of()):
        yield from ((mark("subject", slug), name) for slug, label in several.items() for name in (slug, label))


def _states(actor: Actor, value: str) -> Iterable[str]:
    return {mark("state", slug) for _kind, slug, name in _in_every_language(_state_names) if _same(value, name)}


def _kinds_in_state(actor: Actor, value: str) -> Iterable[str]:
    """The kinds that call a state so: ``state:unanswered`` is of questions, though others are open in the same way."""
    return {mark("kind", kind) for kind, _state, name in _in_every_language(_state_names) if _same(value, name)}


def _state_names() -> Iterator[tuple[str, str, str]]:
    for kind in all_kinds():
        yield from ((kind.slug, slug, name) for slug, label in kind.states.items() for name in (slug, str(label)))


def _in_every_language(names: Callable[[], Iterable[T]]) -> Iterator[T]:
    """What is named, once in each language: a word is understood whatever the reader's own is."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield from names()


def _topics(actor: Actor, value: str) -> Iterable[str]:
    """By a name or by what its address says. One nobody may know of is unknown, like one that is not there."""
    named = [topic.pk for topic in find_topics([value, value.replace("-", " ")]).values()]
    meant = Q(pk__in=named) | Q(slug=value.lower(), merged_into=None)
    return [mark("topic", pk) for pk in known(actor).filter(meant).values_list("pk", flat=True)]


def _languages(actor: Actor, value: str) -> Iterable[str]:
    """By its code, or by its name as the reader, the English or its own speakers call it."""
    code = language_called(value)
    return [mark("language", code)] if code else []


def subjects() -> dict[str, str]:
    """What can be found beside the kinds, in the reader's words."""
    return {
        Subject.REPLY.value: _("Replies"),
        Subject.FILE.value: _("Files"),
        Subject.PERSON.value: _("People"),
        Subject.COMMUNITY.value: _("Communities"),
    }


def _one_of() -> dict[str, str]:
    """One of these."""
    return {
        Subject.REPLY.value: _("reply"),
        Subject.FILE.value: _("file"),
        Subject.PERSON.value: _("person"),
        Subject.COMMUNITY.value: _("community"),
    }


def _same(typed: str, name: str) -> bool:
    return folded(typed) == folded(name)


_RESOLVERS: dict[str, tuple[Resolver, ...]] = {
    "in": (_communities,),
    "by": (_people,),
    "kind": (_kinds,),
    "state": (_kinds_in_state, _states),
    "topic": (_topics,),
    "language": (_languages,),
}
