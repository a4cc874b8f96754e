"""Who is here: people one may meet, narrowed by where they belong and what they know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.http import urlencode

from passerelle.journal.actor import Actor
from passerelle.lib import locales
from passerelle.lib.pagination import page
from passerelle.people import rules
from passerelle.people.models import Organisation, Person, PersonTopic, Site, Unit
from passerelle.search.reading.people import people_ids
from passerelle.topics.models import Topic

PAGE = 30
NAMES = ("q", "unit", "site", "country", "language", "topic", "organisation")


def directory(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """People by family name, page by page; a guest is offered no map of the organisation."""
    asked = {name: query.get(name, "").strip()[:80] for name in NAMES}
    units = list(Unit.objects.all()) if actor.is_staff else []
    people = (
        Person.objects.visible_to(actor)
        .present()
        .filter(is_imported=False)
        .select_related("unit", "site", "organisation")
    )
    found = _narrowed(people, actor, asked, units)
    shown = page(found, order=("sort_name", "pk"), size=PAGE, cursor=query.get("cursor", ""))
    return {
        "page": shown,
        "asked": asked,
        "choices": choices(actor, units) if not query.get("cursor") else {},
        "may_invite": not query.get("cursor") and rules.may_invite(actor),
        "is_narrowed": any(asked.values()),
        "narrowing": urlencode({name: value for name, value in asked.items() if value}),
    }


def choices(actor: Actor, units: list[Unit]) -> dict[str, list[tuple[str, str]]]:
    """What the finder offers, in the reader's language; the topics are those somebody agreed to be found by."""
    if not actor.is_staff:
        return {}
    sites = list(Site.objects.all())
    found_by = PersonTopic.objects.filter(discoverable=True, person__is_active=True).values("topic_id")
    topics = Topic.objects.filter(pk__in=found_by).prefetch_related("labels")
    told = Person.objects.present().order_by().values_list("languages", flat=True).distinct()
    spoken = {code for codes in told for code in codes if isinstance(code, str)}
    return {
        "unit": [(unit.pid, "\u2003" * depth + unit.name) for unit, depth in _tree(units)],
        "site": [(site.pid, site.name) for site in sites],
        "country": _named({site.country for site in sites if site.country}, locales.country_name),
        "language": _named(spoken, locales.language_name),
        "topic": sorted(((topic.pid, str(topic)) for topic in topics), key=_by_name),
        "organisation": list(Organisation.objects.values_list("pid", "name")),
    }


def _narrowed(people: Any, actor: Actor, asked: Mapping[str, str], units: list[Unit]) -> Any:
    if asked["q"]:
        people = people.filter(pk__in=people_ids(actor, asked["q"]))
    if asked["unit"]:
        people = people.filter(unit_id__in=_below(units, asked["unit"]))
    if asked["site"]:
        people = people.filter(site__pid=asked["site"])
    if asked["country"]:
        people = people.filter(site__country=asked["country"].upper())
    if asked["language"]:
        people = people.alias(spoken=Cast("languages", TextField())).filter(spoken__contains=f'"{asked["language"]}"')
    if asked["topic"]:
        people = people.filter(knows__topic__pid=asked["topic"], knows__discoverable=True)
    if asked["organisation"]:
        people = people.filter(organisation__pid=asked["organisation"])
    return people


def _below(units: list[Unit], pid: str) -> set[int]:
    """The unit and everything under it."""
    found = {unit.pk for unit in units if unit.pid == pid}
    while more := {unit.pk for unit in units if unit.parent_id in found} - found:
        found |= more
    return found


def _tree(units: list[Unit], parent: int | None = None, depth: int = 0) -> list[tuple[Unit, int]]:
    found = []
    for unit in (each for each in units if each.parent_id == parent):
        found += [(unit, depth), *_tree(units, unit.pk, depth + 1)]
    return found


def _named(codes: set[str], name: Any) -> list[tuple[str, str]]:
    return sorted(((code, name(code)) for code in codes), key=_by_name)


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()
