"""Come in, go, change role, mute; at least one community manager stays, always."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules
from passerelle.communities.models import Community, CommunityInvitation, JoinRequest, Membership, Role
from passerelle.communities.reading import active_stewards, forget
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.people.models import Person


@transaction.atomic
def join(community: Community, *, by: Actor) -> Membership:
    """Become a member at once; idempotent. Raises Refused where joining takes a request or an invitation."""
    if by.person is None:
        raise Refused(_("Sign in to join."))
    rules.may_join(community, by).require()
    return admit(community, by.person, by=by)


def admit(
    community: Community, person: Person, *, by: Actor, role: Role = Role.MEMBER, by_rule: bool = False
) -> Membership:
    """Make somebody a member; the caller checked that they may. Call inside a transaction. Idempotent."""
    membership, created = Membership.objects.get_or_create(
        person=person, community=community, defaults={"role": role, "by_rule": by_rule, "seen_at": now()}
    )
    if created:
        close_open_questions(community, [person.pk])
        record(by, "membership.joined", membership, community_id=community.pk, person=person.pk, by_rule=by_rule)
    forget(by)
    return membership


def close_open_questions(community: Community, people: Collection[int]) -> None:
    """Requests and invitations of people who came in by another way are answered with that."""
    asked = JoinRequest.objects.filter(person_id__in=people, community=community, decided_at=None)
    asked.update(decided_at=now(), accepted=True)
    invited = CommunityInvitation.objects.filter(person_id__in=people, community=community, answered_at=None)
    invited.update(answered_at=now(), accepted=True)


@transaction.atomic
def leave(community: Community, *, by: Actor) -> None:
    """Go; raises Refused for the last community manager and for members by rule."""
    _part(community, by.own_id, "membership.left", by)


@transaction.atomic
def remove_member(community: Community, person: Person, *, by: Actor) -> None:
    """A community manager lets somebody go; raises Refused otherwise, for the last of them and for members by rule."""
    rules.may_steward(community, by).require()
    _part(community, person.pk, "membership.removed", by)


@transaction.atomic
def set_role(community: Community, person: Person, role: Role, *, by: Actor) -> Membership:
    """Make a member community manager or sponsor, or a member again; handing over is giving and then leaving.

    An administrator may name a community manager where none is left who could.
    """
    decide = rules.may_appoint if role == Role.STEWARD else rules.may_steward
    decide(community, by).require()
    _lock(community)
    membership = Membership.objects.filter(community=community, person=person).first()
    if membership is None:
        raise Refused(_("They are not a member of this community."))
    if person.is_guest and role == Role.STEWARD:
        raise Refused(_("A guest cannot be community manager."))
    if membership.role == role:
        return membership
    if role != Role.STEWARD:
        _keep_a_steward(community, without=membership)
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    forget(by)
    record(
        by, "membership.role_set", membership, community_id=community.pk, person=person.pk, before=before, after=role
    )
    return membership


@transaction.atomic
def mute(community: Community, *, by: Actor, muted: bool = True) -> None:
    """Hear nothing of a community, or hear it again. Nobody else's business: no entry."""
    Membership.objects.filter(community=community, person_id=by.own_id).update(muted=muted)


@transaction.atomic
def seen(community: Community, *, by: Actor, until: datetime | None = None) -> None:
    """Move one's own unread line forward, never back, never into the future. No entry."""
    moment = min(until or now(), now())
    Membership.objects.filter(community=community, person_id=by.own_id, seen_at__lt=moment).update(seen_at=moment)


def _part(community: Community, person_id: int, verb: str, by: Actor) -> None:
    _lock(community)
    membership = Membership.objects.filter(community=community, person_id=person_id).first()
    if membership is None:
        return
    rules.may_leave(membership).require()
    _keep_a_steward(community, without=membership)
    membership.delete()
    forget(by)
    record(by, verb, community, community_id=community.pk, person=person_id)


def _lock(community: Community) -> None:
    """Role changes of one community queue on its row, so that two stewards cannot leave at once."""
    Community.objects.locked(community.pk)


def _keep_a_steward(community: Community, *, without: Membership) -> None:
    if without.role != Role.STEWARD:
        return
    if not active_stewards().filter(community=community).exclude(pk=without.pk).exists():
        raise Refused(_("A community needs at least one community manager: name another one first."))
