"""Thanks: everybody a contribution goes back to with more than a trifle, by what they did. Names, and no numbers.

The credit is worked out to know whom to name, for this one contribution, along what this reader sees; it is kept nowhere and added up
for nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from passerelle.contributions.models import Contribution, Involvement
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person
from passerelle.science.credit import credit
from passerelle.trail import rules
from passerelle.trail.models import PROVENANCE, Credit, Role, Status
from passerelle.trail.reading.walking import Trail, Way

LEAST = 0.02  # of the whole, from which somebody is named
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
    parts = _parts(trail)
    shares = {thing: dict.fromkeys(people, 1 / len(people)) for thing, people in parts.items()}
    parts_of = credit(trail.start.id, _parents(trail.back), shares)
    named = {person for person, part in parts_of.items() if part > LEAST}
    people = {pk: (pid, name) for pk, pid, name in _people(actor, sorted(named))}
    people[SOMEBODY_GONE] = ("", _("A former colleague"))
    did: dict[str, set[tuple[str, str]]] = {}
    for of_thing in parts.values():
        for person, roles in of_thing.items():
            for role in roles if person in named and person in people else ():
                did.setdefault(role, set()).add(people[person])
    return [Thanked(role.label, sorted(did[role], key=lambda one: one[1].casefold())) for role in Role if role in did]


def claims(actor: Actor, contribution: Contribution) -> list[Claim]:
    """What waits for an answer, for those who answer for the contribution."""
    if not rules.answers_for(contribution, actor):
        return []
    waiting = Credit.objects.visible_to(actor).filter(contribution=contribution, accepted=None).select_related("person")
    return [Claim(one.pk, one.person.name, Role(one.role).label) for one in waiting]


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


def _parts(trail: Trail) -> Parts:
    """Who did what in each: who brought it as its kind says, its team, and who was found to be missing."""
    kinds = {pk: node.kind for pk, node in trail.back.reached.items()}
    things = sorted(kinds)
    parts: Parts = {thing: {} for thing in things}
    heads = Contribution.objects.unscoped("who brought what the reader sees").filter(pk__in=things)
    for thing, author in heads.values_list("pk", "author_id"):
        parts[thing].setdefault(author or SOMEBODY_GONE, set()).add(kinds[thing].credited_as)
    involved = Involvement.objects.filter(contribution_id__in=things, part__in=rules.ANSWERING, ended_at=None)
    for thing, person, part in involved.values_list("contribution_id", "person_id", "part"):
        role = Role.BUILT if part == Involvement.Part.TEAM else kinds[thing].credited_as
        parts[thing].setdefault(person, set()).add(role)
    found = Credit.objects.unscoped("of what the reader sees").filter(contribution_id__in=things, accepted=True)
    for thing, person, role in found.values_list("contribution_id", "person_id", "role"):
        parts[thing].setdefault(person, set()).add(role)
    return parts


@prepared
def _people(actor: Actor, ids: Collection[int]) -> QuerySet[Person, tuple[Any, ...]]:
    return Person.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "pid", "name")
