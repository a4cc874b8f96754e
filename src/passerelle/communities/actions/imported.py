"""Take over a community of another tool, with the people who wrote there as its members."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from passerelle.communities import rules
from passerelle.communities.models import Community, Membership, Role
from passerelle.journal.actor import Actor
from passerelle.journal.recording import new_entry, record, record_many
from passerelle.lib.text import one_line, slugify
from passerelle.people.models import Person
from passerelle.people.rules import may_import


@transaction.atomic
def import_community(
    pid: str, *, name: str, purpose: str, parent: Community, since: datetime, members: Mapping[int, datetime], by: Actor
) -> tuple[Community, bool]:
    """The community of this public id, made when it is not here yet, and whether it was made.

    ``members`` says since when each person wrote there; who is a member already stays as they are. Raises Refused unless
    the actor may found communities.
    """
    rules.may_found(by).require()
    shown = one_line(name, 80)
    community, is_new = Community.objects.unscoped("the community this verb was given").get_or_create(
        pid=pid,
        defaults={
            "name": shown,
            "slug": slugify(shown) or "-",
            "purpose": one_line(purpose, 240),
            "parent": parent,
            "created_at": since,
            "last_activity_at": since,
        },
    )
    if is_new:
        record(by, "community.founded", community, community_id=community.pk)
        give_managers(community, by=by)
    admit_imported(community, members, by=by)
    return community, is_new


def give_managers(community: Community, *, by: Actor) -> None:
    """Make the administrators its community managers: nobody of the other tool can sign in to be one."""
    administrators = Person.objects.present().filter(is_administrator=True)
    stewards = [Membership(person=person, community=community, role=Role.STEWARD) for person in administrators]
    _record(Membership.objects.bulk_create(stewards), by)


@transaction.atomic
def admit_imported(community: Community, members: Mapping[int, datetime], *, by: Actor) -> None:
    """Let these people be members since these moments; who is one already stays as they are. Raises Refused unless an importer acts."""
    may_import(by).require()
    here = set(Membership.objects.filter(community=community).values_list("person_id", flat=True))
    new = [
        Membership(person_id=person, community=community, joined_at=since, seen_at=since)
        for person, since in members.items()
        if person not in here
    ]
    _record(Membership.objects.bulk_create(new), by)


def _record(memberships: list[Membership], by: Actor) -> None:
    record_many(
        [
            new_entry(
                by,
                "membership.joined",
                membership,
                community_id=membership.community_id,
                at=membership.joined_at,
                person=membership.person_id,
                by_rule=False,
            )
            for membership in memberships
        ]
    )
