"""Whom something goes back to: those who brought what it comes from, by a way all of which they may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from graphlib import TopologicalSorter

from passerelle.contributions.models import Contribution, Involvement, Placement, Reach
from passerelle.notifications.readers import readers
from passerelle.trail.graph import Edge, upwards
from passerelle.trail.rules import BRINGING


def upstream(contribution: Contribution, *, by_way_of: Collection[int] = ()) -> set[int]:
    """The people of everything a contribution goes back to; with ``by_way_of`` only through these of its causes.

    A part of somebody's that they could only reach through something hidden from them is none: nobody learns that there is a way.
    """
    edges = [
        edge
        for edge in upwards(contribution.pk)
        if not by_way_of or edge.later != contribution.pk or edge.earlier in by_way_of
    ]
    parts = people_of({edge.earlier for edge in edges})
    candidates = {person for people in parts.values() for person in people}
    if not candidates:
        return set()
    seen = _walked(contribution, edges, candidates)
    return {person for thing, people in parts.items() for person in people & seen.get(thing, set())}


def people_of(things: Collection[int]) -> dict[int, set[int]]:
    """Contribution → who brought it, alone or with others, or brought something that lives on in it."""
    found: dict[int, set[int]] = {}
    heads = Contribution.objects.unscoped("whom it goes back to").filter(pk__in=things).exclude(author=None)
    for thing, person in heads.values_list("pk", "author_id"):
        found.setdefault(thing, set()).add(person)
    merged = Contribution.objects.unscoped("who lives on in it").filter(merged_into_id__in=things).exclude(author=None)
    for thing, person in merged.values_list("merged_into_id", "author_id"):
        found.setdefault(thing or 0, set()).add(person)
    parts = Involvement.objects.filter(contribution_id__in=things, part__in=BRINGING, ended_at=None)
    for thing, person in parts.values_list("contribution_id", "person_id"):
        found.setdefault(thing, set()).add(person)
    return found


def _walked(start: Contribution, edges: Iterable[Edge], people: set[int]) -> dict[int, set[int]]:
    """Contribution → those of these people who come as far, from the start, through what they may read."""
    onwards: dict[int, set[int]] = {}
    for edge in edges:
        onwards.setdefault(edge.earlier, set()).add(edge.later)
    order = list(TopologicalSorter(onwards).static_order())
    allowed = _allowed([start.pk, *order], people)
    walked = {start.pk: allowed.get(start.pk, set())}
    for thing in order:
        if thing != start.pk:
            arrived = set().union(*(walked.get(later, set()) for later in onwards.get(thing, ())))
            walked[thing] = arrived & allowed.get(thing, set())
    return walked


def _allowed(things: Collection[int], people: set[int]) -> Mapping[int, set[int]]:
    """Contribution → those of these people who may read it; asked once for all that stand in the same places."""
    heads = list(Contribution.objects.unscoped("who may be told").filter(pk__in=things).select_related("home"))
    places: dict[int, set[int]] = {}
    for thing, place in Placement.objects.filter(contribution_id__in=things).values_list(
        "contribution_id", "community_id"
    ):
        places.setdefault(thing, set()).add(place)
    known: dict[object, set[int]] = {}
    found = {}
    for head in heads:
        alike = (head.reach, head.standing, frozenset(places.get(head.pk, ())))
        key = head.pk if head.reach == Reach.INVOLVED else alike
        if key not in known:
            known[key] = set(readers(head).filter(pk__in=people).values_list("pk", flat=True))
        found[head.pk] = known[key]
    return found
