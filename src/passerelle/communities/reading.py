"""What an actor may read, worked out once per request."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from passerelle.communities.models import Community, Membership, Role
from passerelle.journal.actor import Actor, of_actor
from passerelle.lib.id_set import IdSet
from passerelle.lib.prepared import prepared


@prepared
def _readable(actor: Actor) -> QuerySet[Community, int]:
    return Community.objects.readable_by(actor).order_by().values_list("pk", flat=True)


@prepared
def _memberships(actor: Actor) -> QuerySet[Membership]:
    return Membership.objects.filter(person_id=actor.own_id)


@of_actor
def readable_ids(actor: Actor) -> IdSet:
    """Ids of the communities whose contributions the actor may read."""
    return IdSet(_readable(actor))


@of_actor
def memberships(actor: Actor) -> dict[int, Membership]:
    """Community id → the actor's membership there."""
    return {row.community_id: row for row in _memberships(actor)} if actor.is_present else {}


def roles(actor: Actor) -> dict[int, Role]:
    """Community id → the actor's role there; whoever became a partner's guest manages nothing any more."""
    held = {community: Role(membership.role) for community, membership in memberships(actor).items()}
    if actor.is_guest:
        return {community: Role.MEMBER if role == Role.STEWARD else role for community, role in held.items()}
    return held


@of_actor
def joined_ids(actor: Actor) -> IdSet:
    """Ids of the readable communities the actor is a member of."""
    return IdSet(readable_ids(actor).intersection(memberships(actor)))


def heard_ids(actor: Actor) -> frozenset[int]:
    """Ids of those of them the actor wants to hear of."""
    return frozenset(pk for pk in joined_ids(actor) if not memberships(actor)[pk].muted)


@of_actor
def stewarded_ids(actor: Actor) -> IdSet:
    """Ids of the communities the actor is community manager of."""
    return IdSet(community for community, role in roles(actor).items() if role == Role.STEWARD)


@of_actor
def managed_ids(actor: Actor) -> IdSet:
    """Ids of the readable communities the actor is community manager of."""
    return IdSet(stewarded_ids(actor) & readable_ids(actor))


def active_stewards() -> QuerySet[Membership]:
    """The community managers, anywhere, who can still sign in."""
    stewards = Membership.objects.filter(role=Role.STEWARD)
    return stewards.filter(person__is_active=True, person__is_imported=False, person__is_guest=False)


def writable(actor: Actor, *, at_once: bool = False) -> QuerySet[Community]:
    """Communities the actor may bring something to, by name; ``at_once`` leaves out those where it is read first."""
    found = Community.objects.readable_by(actor).filter(pk__in=joined_ids(actor), archived_at=None)
    closed = {Community.Contributing.STEWARDS, *([Community.Contributing.MODERATED] if at_once else [])}
    return found.exclude(~Q(pk__in=stewarded_ids(actor)), contributing__in=closed).order_by("name")


def forget(actor: Actor) -> None:
    """Drop what was worked out: a verb of this very request changed the actor's memberships."""
    actor.memo.clear()
