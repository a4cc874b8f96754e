"""The library: every published article a reader may see, narrowed by what it is, what it is about and whether it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution, Reach, Standing
from passerelle.contributions.reading.cards import cards
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article, Genre, Use
from passerelle.kinds.article.article.reading.facets import NAMES, Articles, doubles, facet, narrowed
from passerelle.kinds.article.article.rules import STANDING
from passerelle.kinds.article.article.tree import Tree
from passerelle.lib.text import one_line

PAGE = 20
SHELF = 12  # collections
LARGEST = 4  # digits of a page's number
LONGEST = 40  # signs of a choice
READING: dict[str, StrOrPromise] = {"reading": _("In reading order")}
SORTS: dict[str, StrOrPromise] = {"newest": _("Newest first"), "used": _("Used most first")}


def library(actor: Actor, query: Mapping[str, str], community: Community | None = None) -> dict[str, Any]:
    """One page of it and all its facets, in a fixed number of statements."""
    asked = {name: one_line(query.get(name, ""), LONGEST) for name in NAMES}
    there = _there(actor, community)
    found = narrowed(there, asked)
    twice = doubles(actor, found, asked)
    found = found.exclude(pk__in=twice)
    total, number = found.count(), _number(query.get("page", ""))
    pages = max(1, -(-total // PAGE))
    number = min(number, pages)
    sorts = {**READING, **SORTS} if asked["handbook"] else SORTS
    sort = query.get("sort", "") if query.get("sort", "") in sorts else next(iter(sorts))
    part = slice((number - 1) * PAGE, number * PAGE)
    shown = _in_reading_order(found, actor, asked["handbook"]) if sort == "reading" else _sorted(found, sort, actor)
    return {
        "community": community,
        "page": {"cards": cards(actor, list(shown[part]), pictures=False), "next_cursor": ""},
        "total": total,
        "facets": [one for one in (facet(actor, there, asked, name) for name in NAMES) if one.choices],
        "asked": asked,
        "sorts": sorts,
        "sort": sort,
        "is_narrowed": any(asked.values()),
        "number": number,
        "pages": pages,
        "shelf": [] if any(asked.values()) or number > 1 else _collections(there),
        "narrowing": urlencode({**{name: value for name, value in asked.items() if value}, "sort": sort}),
        "may_write": community is not None and bool(community_rules.may_contribute(community, actor)),
    }


def _there(actor: Actor, community: Community | None) -> Articles:
    """Those that are published, of one community or of all."""
    seen: Articles = Contribution.objects.visible_to(actor).filter(pk__in=Article.objects.values("pk"))
    public = seen.filter(standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS, state__in=(*STANDING, "retired"))
    return public if community is None else public.filter(placements__community=community, placements__listed=True)


def _collections(there: Articles) -> list[Contribution]:
    """Those in use, by name."""
    found = there.filter(state__in=STANDING, pk__in=Article.objects.filter(genre=Genre.COLLECTION).values("pk"))
    return list(found.order_by("title", "pk").only("pid", "slug", "title")[:SHELF])


def _in_reading_order(found: Articles, actor: Actor, handbook: str) -> list[int]:
    """Ids of the pages of a handbook, from the first to the last."""
    pages = set(found.order_by().values_list("pk", flat=True))
    first = Contribution.objects.visible_to(actor).filter(pid=handbook).values_list("pk", flat=True).first()
    return [pk for pk in Tree.among(first or 0).reading_order() if pk in pages]


def _sorted(found: Articles, sort: str, actor: Actor) -> QuerySet[Contribution, int]:
    """Ids by the day they appeared; or by how many used them in any language, where this reader may know that."""
    if sort == "newest":
        return found.order_by("-created_at", "-pk").values_list("pk", flat=True)
    told = Use.objects.annotate(
        work=Coalesce("article__translation_of_id", "article_id"), here=F("article__contribution__home")
    )
    same = told.filter(work=OuterRef("work"), here=OuterRef("home")).order_by().values("work")
    counted = same.annotate(count=Count("person", distinct=True))
    work = Article.objects.filter(pk=OuterRef("pk")).values(work=Coalesce("translation_of_id", "pk"))
    found = found.annotate(work=Subquery(work))
    uses = Coalesce(Subquery(counted.values("count")), 0, output_field=IntegerField())
    known = Case(When(home_id__in=readable_ids(actor), then=uses), default=Value(0), output_field=IntegerField())
    return found.annotate(used=known).order_by("-used", "-created_at", "-pk").values_list("pk", flat=True)


def _number(typed: str) -> int:
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) <= LARGEST else 1
