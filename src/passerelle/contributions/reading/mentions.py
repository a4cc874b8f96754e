"""The mention picker: people, units and communities by the first letters of their names."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from passerelle.communities.models import Community
from passerelle.journal.actor import Actor
from passerelle.lib.text import one_line
from passerelle.people.models import Person, Unit

EACH = 6


def pick(actor: Actor, typed: str, *, community: str = "") -> list[dict[str, Any]]:
    """At most a dozen suggestions; in a closed community, only those who may read there."""
    words = one_line(typed, 60).split()
    if not words:
        return []
    people = Person.objects.visible_to(actor).present().filter(is_imported=False)
    place = Community.objects.readable_by(actor).filter(pid=community).first() if community else None
    if place is not None and place.visibility != Community.Visibility.OPEN:
        people = people.filter(memberships__community=place)
    for word in words:
        people = people.filter(Q(name__istartswith=word) | Q(name__icontains=f" {word}"))
    found = [_person(person) for person in people.select_related("unit", "site").order_by("sort_name")[:EACH]]
    start = Q(name__istartswith=words[0]) | Q(name__icontains=f" {words[0]}")
    if actor.is_staff:
        found += [
            {"type": "unit", "id": unit.pid, "label": unit.name, "detail": ""}
            for unit in Unit.objects.filter(start)[:3]
        ]
    communities = Community.objects.visible_to(actor).filter(start)[:3]
    return found + [{"type": "community", "id": row.pid, "label": row.name, "detail": ""} for row in communities]


def _person(person: Person) -> dict[str, Any]:
    detail = ", ".join(str(part) for part in (person.unit, person.site) if part)
    return {"type": "person", "id": person.pid, "label": person.name, "detail": detail}
