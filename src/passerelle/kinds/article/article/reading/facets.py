"""How the library is narrowed: what each choice means, and how many there are of each under a reader's rights."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article, Check, Genre
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
    """Unless it is asked for, what was retired is not shown."""
    lately = Article.objects.filter(confirmed_at__gte=now() - LATELY).values("pk")
    ways = {
        "lately": Q(state="published", pk__in=lately) & ~Q(_doubted()),
        "due": Q(state="due"),
        "outdated": Q(state__in=STANDING) & Q(_doubted()),
        "retired": Q(state="retired"),
    }
    return ways.get(value, Q(state__in=STANDING))


def _doubted() -> Exists:
    """Somebody said so since it was confirmed last."""
    doubts = Check.objects.filter(article_id=OuterRef("pk"), holds=False)
    return Exists(doubts.filter(Q(article__confirmed_at=None) | Q(at__gt=F("article__confirmed_at"))))


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
SHARED = ("topic", "genre")


def narrowed(there: Articles, asked: Mapping[str, str], but: str = "") -> Articles:
    """By everything that was asked for, but one of them."""
    for name, way in WAYS.items():
        if name != but and (asked[name] or name == "holds"):
            there = there.filter(way(asked[name]))
    return there


def _tagged() -> QuerySet[Any]:
    return Contribution.topics.through._default_manager.all()


def doubles(actor: Actor, found: Articles, asked: Mapping[str, str]) -> list[int]:
    """Of what is told in several languages, the versions this reader does not read; none where a language is asked for. Three queries."""
    links = Article.objects.exclude(translation_of=None) if not asked["language"] else Article.objects.none()
    pairs = list(links.filter(contribution__in=found.order_by()).values_list("pk", "translation_of_id"))
    above = {original for _pk, original in pairs}
    there = set(found.filter(pk__in=above).values_list("pk", flat=True)) | {pk for pk, _original in pairs}
    instead = read_instead(actor, there)
    return [pk for pk, version in instead.items() if version.contribution in there]


def facet(actor: Actor, there: Articles, asked: Mapping[str, str], name: str, twice: Collection[int]) -> Facet:
    """Counted among what the other facets leave; topics and genres, which all versions share, without ``twice``."""
    label, everything, choose = FACETS[name]
    found = narrowed(there, asked, but=name)
    return Facet(name, label, everything, choose(actor, found.exclude(pk__in=twice) if name in SHARED else found))


def _topics(actor: Actor, found: Articles) -> Choices:
    rows = _tagged().filter(contribution_id__in=found.order_by().values("pk"))
    counts = dict(rows.order_by().values_list("topic_id").annotate(count=Count("pk")))
    topics = Topic.objects.filter(pk__in=counts).prefetch_related("labels")
    return sorted(((one.pid, str(one), counts[one.pk]) for one in topics), key=lambda row: row[1].casefold())


def _handbooks(actor: Actor, found: Articles) -> Choices:
    """Of those whose first page this reader sees."""
    pages = Article.objects.filter(pk__in=found.order_by().values("pk"))
    pages = pages.annotate(book=Coalesce("handbook_id", "contribution_id"))
    counts = _counts(pages.filter(Exists(Article.objects.filter(handbook_id=OuterRef("book")))), "book")
    heads = Contribution.objects.visible_to(actor).filter(pk__in=counts, standing=Standing.PUBLISHED)
    rows = heads.values_list("pk", "pid", "title")
    return sorted(((pid, title, counts[pk]) for pk, pid, title in rows), key=lambda row: row[1].casefold())


def _genres(actor: Actor, found: Articles) -> Choices:
    counts = _counts(Article.objects.filter(pk__in=found.order_by().values("pk")), "genre")
    return [(value, label, counts[value]) for value, label in Genre.choices if value in counts]


def _units(actor: Actor, found: Articles) -> Choices:
    """Of whoever brought it; partners are offered no list of units."""
    counts = _counts(found.exclude(author__unit=None), "author__unit") if actor.is_staff else {}
    rows = Unit.objects.filter(pk__in=counts).order_by("name").values_list("pk", "pid", "name")
    return [(pid, name, counts[pk]) for pk, pid, name in rows]


def _languages(actor: Actor, found: Articles) -> Choices:
    counts = _counts(found.exclude(language=""), "language")
    return sorted(((one, language_name(one), count) for one, count in counts.items()), key=lambda row: str(row[1]))


def _freshness(actor: Actor, found: Articles) -> Choices:
    """All four in one statement."""
    ways = {name: Count("pk", filter=_holds(name)) for name in FRESHNESS}
    counts = found.order_by().aggregate(**ways)
    return [(name, label, counts[name]) for name, label in FRESHNESS.items() if counts[name]]


def _counts(rows: QuerySet[Any], column: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(column).annotate(count=Count("pk", distinct=True)))


FACETS: dict[str, tuple[StrOrPromise, StrOrPromise, Callable[[Actor, Articles], Choices]]] = {
    "handbook": (_("Handbook"), _("In a handbook or not"), _handbooks),
    "topic": (_("Topic"), _("Every topic"), _topics),
    "genre": (_("What it is"), _("Everything"), _genres),
    "unit": (_("Unit"), _("Every unit"), _units),
    "language": (_("Language"), _("Every language"), _languages),
    "holds": (_("Does it still hold?"), _("All that are not retired"), _freshness),
}
