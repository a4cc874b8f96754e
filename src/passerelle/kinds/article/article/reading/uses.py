"""Who used an article and what it brought, as one reader is shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.utils.formats import number_format

from passerelle.contributions.best import Best
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article, Use
from passerelle.kinds.article.article.reading.record import kept_by
from passerelle.people.models import Person

MOST = 5  # of the latest


@dataclass(frozen=True, slots=True)
class Used:
    """One report; without names when this reader may not know them."""

    pid: str
    name: str
    unit: str
    context: str
    effect: str
    number: str  # as this reader writes numbers; empty without one
    measure: str
    at: datetime
    confirmed_by: str
    is_confirmed: bool
    mine: bool


def uses(actor: Actor, versions: Collection[int]) -> tuple[list[Used], int]:
    """The latest of an article's versions, one's own and those a second person confirmed among them; and how many people told one."""
    rows = list(_once(versions).annotate(people=Window(Count("pk"))).order_by("-at", "-pk")[:MOST])
    ids = {pk for row in rows for pk in (row.person_id, row.confirmed_by_id) if pk is not None}
    seen = Person.objects.visible_to(actor).filter(pk__in=ids).select_related("unit")
    known = {person.pk: person for person in seen}
    return [_used(row, known, actor) for row in rows], rows[0].people if rows else 0


def _once(versions: Collection[int]) -> QuerySet[Any]:
    """The latest of each person, who may have told it of several versions."""
    told = Use.objects.filter(article_id__in=versions)
    return told.exclude(Exists(told.filter(person_id=OuterRef("person_id"), at__gt=OuterRef("at"))))


def best(holding: QuerySet[Contribution], most: int) -> list[Best]:
    """Of articles that hold, those most people used; a report of whoever brought the article does not count. One query."""
    others = Q(contribution__author=None) | ~Q(uses__person_id=F("contribution__author_id"))
    articles = Article.objects.filter(contribution_id__in=holding.values("pk"))
    found = articles.annotate(people=Count("uses", filter=others)).order_by("-people", "-published_on", "-pk")
    rows = found.values_list("contribution_id", "people", "contribution__created_at")[:most]
    return [Best(pk, people, at) for pk, people, at in rows]


def own_use(actor: Actor, contribution: Contribution) -> dict[str, Any]:
    """What the form begins with: one's report as it stands, of whichever version it was told."""
    versions = [one.pk for one in kept_by(actor, contribution)]
    mine = _once(versions).filter(person_id=actor.own_id)
    found: dict[str, Any] = {**(mine.values("context", "effect", "number", "measure").first() or {})}
    if found.get("number") is not None:
        found["number"] = f"{found['number'].normalize():f}"
    return found


def _used(row: Use, known: dict[int, Person], actor: Actor) -> Used:
    person, second = known.get(row.person_id or 0), known.get(row.confirmed_by_id or 0)
    return Used(
        pid=person.pid if person else "",
        name=person.name if person else "",
        unit=person.unit.name if person and person.unit and actor.is_staff else "",
        context=row.context,
        effect=row.effect,
        number="" if row.number is None else number_format(f"{row.number.normalize():f}", force_grouping=True),
        measure=row.measure,
        at=row.at,
        confirmed_by=second.name if second else "",
        is_confirmed=row.confirmed_at is not None,
        mine=row.person_id == actor.own_id,
    )
