"""How the library is narrowed: what each choice means, and how many there are of each under a reader's rights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article, Genre
from passerelle.kinds.article.article.reading.translations import read_instead
from passerelle.kinds.article.article.rules import STANDING
from passerelle.lib.clock import now
from passerelle.lib.locales import language_name
from passerelle.people.models import Unit
from passerelle.topics.models import Topic

LATELY = timedelta(days=180)
FRESHNESS: dict[str, StrOrPromise] = {
    "lately": _("Confirmed in the last six months"),
    "due": _("Due for review"),
    "outdated": _("Called outdated"),
    "retired": pgettext_lazy("articles", "Retired"),
}

Articles = QuerySet[Contribution]
Choices = list[tuple[str, StrOrPromise, int]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list: its name in the address, its label, and what there is to choose with how many each."""

    name: str
    label: StrOrPromise
    everything: StrOrPromise
    choices: list[tuple[str, StrOrPromise, int]]


def _topic(value: str) -> Q:
    return Q(Exists(_tagged().filter(contribution_id=OuterRef("pk"), topic__pid=value)))


def _holds(value: str) -> Q:
    """Unless it is asked for, what was retired is not shown. Doubted is what its card calls so: in whichever language somebody said it."""
    lately = Article.objects.filter(confirmed_at__gte=now() - LATELY).values("pk")
    ways = {
        "lately": Q(state="published", pk__in=lately, facts__doubted=False),
        "due": Q(state="due"),
        "outdated": Q(state__in=STANDING, facts__doubted=True),
        "retired": Q(state="retired"),
    }
    return ways.get(value, Q(state__in=STANDING))


def _genre(value: str) -> Q:
    return Q(pk__in=Article.objects.filter(genre=value).values("pk"))


def _handbook(value: str) -> Q:
    """Its first page and those below."""
    those = Q(handbook__pid=value) | Q(contribution__pid=value)
    return Q(pk__in=Article.objects.filter(those).values("pk"))


WAYS: dict[str, Callable[[str], Q]] = {
    "handbook": _handbook,
    "topic": _topic,
    "genre": _genre,
    "unit": lambda value: Q(author__unit__pid=value),
    "language": lambda value: Q(language=value),
    "holds": _holds,
}
NAMES = tuple(WAYS)
_WORK = Coalesce("translation_of_id", "pk", output_field=BigIntegerField())  # told in several languages it is one


def narrowed(there: Articles, asked: Mapping[str, str], but: str = "") -> Articles:
    """By everything that was asked for, but one of them."""
    for name, way in WAYS.items():
        if name != but and (asked[name] or name == "holds"):
            there = there.filter(way(asked[name]))
    return there


def _tagged() -> QuerySet[Any]:
    return Contribution.topics.through._default_manager.all()


def doubles(actor: Actor, found: Articles, asked: Mapping[str, str]) -> list[int]:
    """Of what is told in several languages, all there but one: this reader's version, or the first where that is not among them.

    None where a language is asked for. Three queries.
    """
    links = Article.objects.exclude(translation_of=None) if not asked["language"] else Article.objects.none()
    pairs = dict(links.filter(contribution__in=found.order_by()).values_list("pk", "translation_of_id"))
    there = {*pairs, *found.filter(pk__in=set(pairs.values())).values_list("pk", flat=True)}
    instead = read_instead(actor, there)
    kept: dict[int, int] = {}
    for pk in sorted(there):
        work, best = pairs.get(pk) or pk, instead[pk].contribution if pk in instead else pk
        kept[work] = best if best in there else kept.get(work, pk)
    return [pk for pk in there if kept[pairs.get(pk) or pk] != pk]


def facet(actor: Actor, there: Articles, asked: Mapping[str, str], name: str) -> Facet:
    """Counted among what the other facets leave; what is told in several languages counts once, but in each language it is told in."""
    label, everything, choose = FACETS[name]
    return Facet(name, label, everything, choose(actor, narrowed(there, asked, but=name)))


def _topics(actor: Actor, found: Articles) -> Choices:
    counts = _counts(_details(found), "contribution__topics")
    topics = Topic.objects.filter(pk__in=counts).prefetch_related("labels")
    return sorted(((one.pid, str(one), counts[one.pk]) for one in topics), key=lambda row: row[1].casefold())


def _handbooks(actor: Actor, found: Articles) -> Choices:
    """Of those whose first page this reader sees."""
    pages = _details(found).annotate(book=Coalesce("handbook_id", "contribution_id"))
    counts = _counts(pages.filter(Exists(Article.objects.filter(handbook_id=OuterRef("book")))), "book")
    heads = Contribution.objects.visible_to(actor).filter(pk__in=counts, standing=Standing.PUBLISHED)
    rows = heads.values_list("pk", "pid", "title")
    return sorted(((pid, title, counts[pk]) for pk, pid, title in rows), key=lambda row: row[1].casefold())


def _genres(actor: Actor, found: Articles) -> Choices:
    counts = _counts(_details(found), "genre")
    return [(value, label, counts[value]) for value, label in Genre.choices if value in counts]


def _units(actor: Actor, found: Articles) -> Choices:
    """Of whoever brought it; partners are offered no list of units."""
    counts = _counts(_details(found), "contribution__author__unit") if actor.is_staff else {}
    rows = Unit.objects.filter(pk__in=counts).order_by("name").values_list("pk", "pid", "name")
    return [(pid, name, counts[pk]) for pk, pid, name in rows]


def _languages(actor: Actor, found: Articles) -> Choices:
    counts = _counts(_details(found.exclude(language="")), "contribution__language")
    return sorted(((one, language_name(one), count) for one, count in counts.items()), key=lambda row: str(row[1]))


def _freshness(actor: Actor, found: Articles) -> Choices:
    """All four in one statement."""
    original = Article.objects.filter(pk=OuterRef("pk")).values("translation_of")
    work = Coalesce(Subquery(original), "pk", output_field=BigIntegerField())
    ways = {name: Count(work, filter=_holds(name), distinct=True) for name in FRESHNESS}
    counts = found.order_by().aggregate(**ways)
    return [(name, label, counts[name]) for name, label in FRESHNESS.items() if counts[name]]


def _details(found: Articles) -> QuerySet[Article]:
    return Article.objects.filter(pk__in=found.order_by().values("pk"))


def _counts(articles: QuerySet[Article], column: str) -> dict[Any, int]:
    """How many there are of each value of a column, where there is one."""
    rows = articles.exclude(**{column: None}).order_by().values_list(column)
    return dict(rows.annotate(count=Count(_WORK, distinct=True)))


FACETS: dict[str, tuple[StrOrPromise, StrOrPromise, Callable[[Actor, Articles], Choices]]] = {
    "handbook": (_("Handbook"), _("In a handbook or not"), _handbooks),
    "topic": (_("Topic"), _("Every topic"), _topics),
    "genre": (_("What it is"), _("Everything"), _genres),
    "unit": (_("Unit"), _("Every unit"), _units),
    "language": (_("Language"), _("Every language"), _languages),
    "holds": (_("Does it still hold?"), _("All that are not retired"), _freshness),
}
