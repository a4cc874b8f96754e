"""Thanks: everybody a contribution goes back to with more than a trifle, by what they did. Names, and no numbers.

The credit is worked out to know whom to name, for this one contribution, along what this reader sees; it is kept nowhere and added up
for nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Involvement
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person
from passerelle.science.credit import held_by
from passerelle.trail import rules
from passerelle.trail.models import PROVENANCE, Credit, Role, Status
from passerelle.trail.reading.walking import Brief, Trail, Way

LEAST = 0.02  # of the whole, from which somebody is named
TRIFLE = 1e-7  # of the whole, which ten thousand things together cannot make a part of somebody
LAST = "\uffff"  # after every name
SOMEBODY_GONE = 0  # stands for whoever was erased: their part stays
Parts = dict[int, dict[int, set[str]]]  # contribution → person → what they did


@dataclass(frozen=True, slots=True)
class Thanked:
    """One sort of part, and who had it, in alphabetical order."""

    role: StrOrPromise
    people: list[tuple[str, str]]  # public id, empty for somebody who is gone, and name


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody asks whether a person had a part; the one who reads this may answer."""

    id: int
    name: str
    role: StrOrPromise


def thanks(actor: Actor, trail: Trail) -> list[Thanked]:
    """Whom it goes back to, by role; a fixed number of statements."""
    held = {thing: part for thing, part in held_by(trail.start.id, _parents(trail.back)).items() if part > TRIFLE}
    parts, parts_of = who_did(actor, trail.back.reached, sorted(held)), dict[int, float]()
    for thing, people_of_it in parts.items():
        for person in people_of_it:
            parts_of[person] = parts_of.get(person, 0.0) + held[thing] / len(people_of_it)
    named = {person for person, part in parts_of.items() if part > LEAST}
    people = {pk: (by, pid, name) for pk, pid, name, by in _people(actor, sorted(named))}
    people[SOMEBODY_GONE] = (LAST, "", _("A former colleague"))
    did: dict[str, set[tuple[str, str, str]]] = {}
    told = named & people.keys()
    for of_thing in parts.values():
        for person in told & of_thing.keys():
            for role in of_thing[person]:
                did.setdefault(role, set()).add(people[person])
    return [Thanked(role.label, [(pid, name) for _by, pid, name in sorted(did[role])]) for role in Role if role in did]


def claims(actor: Actor, contribution: Contribution) -> list[Claim]:
    """What waits for an answer, for those who answer for the contribution."""
    if not rules.writes(contribution, actor):
        return []
    waiting = list(Credit.objects.visible_to(actor).filter(contribution=contribution, accepted=None))
    names = {pk: name for pk, _pid, name, _by in _people(actor, sorted({one.person_id for one in waiting}))}
    return [Claim(one.pk, names.get(one.person_id, _("Somebody")), Role(one.role).label) for one in waiting]


def _parents(back: Way) -> dict[int, dict[int, float]]:
    """Each with what it comes from, weighed so that the weights add up to one."""
    found: dict[int, dict[int, float]] = {}
    for edge in back.whole:
        if edge.relation in PROVENANCE and edge.status == Status.CONFIRMED:
            known = found.setdefault(edge.later, {})
            known[edge.earlier] = known.get(edge.earlier, 0.0) + edge.weight
    for causes in found.values():
        whole = sum(causes.values())
        causes |= {earlier: weight / whole for earlier, weight in causes.items()}
    return found


def who_did(actor: Actor, all_reached: Mapping[int, Brief], things: Collection[int]) -> Parts:
    """Who did what in each of these: who brought it, or what lives on in it, as its kind says; its team; who was found to be missing."""
    reached = {pk: all_reached[pk] for pk in things}
    role_of = {kind: get_kind(kind).credited_as for kind in {brief.kind for brief in reached.values()}}
    own = {pk: role_of[brief.kind] for pk, brief in reached.items()}
    parts: Parts = {pk: {brief.author or SOMEBODY_GONE: {own[pk]}} for pk, brief in reached.items()}
    for source, thing, author in _merged(actor, things):
        if source in all_reached:  # it stands on the trail itself, with a part of its own
            continue
        parts[thing].setdefault(author or SOMEBODY_GONE, set()).add(own[thing])
    credited = list(_credited(things))
    improved = {(thing, person) for thing, person, role in credited if role == Role.IMPROVED}
    for thing, person, part in _involved(things):
        if part == Involvement.Part.TEAM:
            parts[thing].setdefault(person, set()).add(Role.BUILT)
        elif (thing, person) not in improved:  # who improved it is a co-author by that
            parts[thing].setdefault(person, set()).add(own[thing])
    for thing, person, role in credited:
        parts[thing].setdefault(person, set()).add(role)
    return parts


@prepared
def _merged(actor: Actor, things: Collection[int]) -> QuerySet[Contribution, tuple[Any, ...]]:
    merged = Contribution.objects.visible_to(actor).filter(merged_into_id__in=things)
    return merged.values_list("pk", "merged_into_id", "author_id")


@prepared
def _involved(things: Collection[int]) -> QuerySet[Involvement, tuple[Any, ...]]:
    parts = Involvement.objects.filter(contribution_id__in=things, part__in=rules.BRINGING, ended_at=None)
    return parts.values_list("contribution_id", "person_id", "part")


@prepared
def _credited(things: Collection[int]) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = Credit.objects.unscoped("of what the reader sees").filter(contribution_id__in=things)
    told: QuerySet[Any, Any] = found.filter(accepted=True).values_list("contribution_id", "person_id", "role")
    return told


@prepared
def _people(actor: Actor, ids: Collection[int]) -> QuerySet[Person, tuple[Any, ...]]:
    return Person.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "pid", "name", "sort_name")
