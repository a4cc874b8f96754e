"""Who carries a project: those who worked on the idea it carries out, and whoever joins."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from passerelle.contributions import rules as spine
from passerelle.contributions.models import Contribution, Follow, Involvement
from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.kinds.innovation.project import rules
from passerelle.lib.clock import now
from passerelle.lib.inserting import insert_unless_there
from passerelle.notifications.readers import readers
from passerelle.people.models import Person


@transaction.atomic
def join(contribution: Contribution, *, by: Actor) -> None:
    """Carry it on with the others; twice is once. Raises Refused where one may not reply, and when it is not under way."""
    head = Contribution.objects.locked(contribution.pk)
    rules.may_join(head, by).require()
    if _add(head, [by.own_id]):
        record(by, "project.joined", head, contribution_id=head.pk, community_id=head.home_id, people=[by.own_id])


@transaction.atomic
def leave(contribution: Contribution, *, by: Actor) -> None:
    """Carry it no longer; who does not, changes nothing."""
    _end(contribution, by.own_id, by)


@transaction.atomic
def let_go(contribution: Contribution, person: Person, *, by: Actor) -> None:
    """The author or a community manager takes somebody off; raises Refused for others."""
    spine.author_or_steward(contribution, by).require()
    _end(contribution, person.pk, by)


@transaction.atomic
def bring_team(project: Contribution, idea: Contribution, *, by: Actor) -> None:
    """Whoever worked on an idea goes on with what carries it out, as far as they may read it."""
    head = Contribution.objects.locked(project.pk)
    worked = Involvement.objects.filter(contribution=idea, part__in=rules.CARRYING, ended_at=None)
    wanted = {*worked.values_list("person_id", flat=True), idea.author_id or 0}
    people = list(readers(head, conversation=True).filter(pk__in=wanted).values_list("pk", flat=True))
    if added := _add(head, people):
        record(by, "project.joined", head, contribution_id=head.pk, community_id=head.home_id, people=added)


def _add(head: Contribution, people: Collection[int]) -> list[int]:
    """Bind those who are not yet; they hear what becomes of it, unless they chose otherwise."""
    here = set(_running(head).values_list("person_id", flat=True))
    new = [person for person in people if person not in here and person != head.author_id]
    Involvement.objects.bulk_create(
        Involvement(contribution=head, person_id=person, part=Involvement.Part.TEAM) for person in new
    )
    for person in new:
        insert_unless_there(Follow(person_id=person, contribution=head, level=Follow.Level.WATCH, chosen=False))
    return new


def _end(contribution: Contribution, person: int, by: Actor) -> None:
    head = Contribution.objects.locked(contribution.pk)
    spine.is_alive(head).require()
    if _running(head).filter(person_id=person).update(ended_at=now()):
        record(by, "project.left", head, contribution_id=head.pk, community_id=head.home_id, people=[person])


def _running(head: Contribution) -> QuerySet[Involvement]:
    return Involvement.objects.filter(contribution=head, part=Involvement.Part.TEAM, ended_at=None)
