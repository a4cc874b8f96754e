"""Who may do what in a community."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community, Membership, Role
from passerelle.communities.reading import active_stewards, readable_ids, roles
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused


def is_member(community: Community, actor: Actor) -> bool:
    """Whether the actor belongs to the community and may still read it."""
    return community.pk in roles(actor) and community.pk in readable_ids(actor)


def is_steward(community: Community, actor: Actor) -> bool:
    """Whether the actor is community manager here."""
    return is_member(community, actor) and roles(actor)[community.pk] == Role.STEWARD


def may_steward(community: Community, actor: Actor) -> Decision:
    """Settings, requests, members: the community managers."""
    if actor.is_system or is_steward(community, actor):
        return ALLOWED
    return refused(_("Only the community managers can do this."))


def stands_in(community: Community, author_id: int | None, actor: Actor) -> bool:
    """Whether the actor decides about a text that no community manager here can: its author is the only one left.

    The managers of the parent stand in, where they may read this community themselves; else the administrators.
    """
    others = active_stewards().exclude(person_id=author_id or 0)
    if not actor.is_staff or actor.own_id == author_id or others.filter(community=community).exists():
        return False
    parents = others.filter(community_id=community.parent_id or 0)
    if community.visibility != Community.Visibility.OPEN:
        parents = parents.filter(person__memberships__community=community)
    return parents.filter(person_id=actor.own_id).exists() if parents.exists() else actor.is_administrator


def may_decide(community: Community, asked_by: int | None, actor: Actor) -> Decision:
    """Let somebody in, publish what waited: the community managers, or who stands in where none is left; never for oneself."""
    if asked_by != actor.own_id and stands_in(community, None, actor):
        return ALLOWED
    return may_steward(community, actor)


def may_appoint(community: Community, actor: Actor) -> Decision:
    """Name a community manager: the others do, and an administrator where none is left who could."""
    if actor.is_administrator and not active_stewards().filter(community=community).exists():
        return ALLOWED
    return may_steward(community, actor)


def may_found(actor: Actor) -> Decision:
    """Everybody of the home organisation may start a community."""
    return (
        ALLOWED
        if actor.is_system or actor.is_staff
        else refused(_("Only people of the organisation can start a community."))
    )


def may_contribute(community: Community, actor: Actor) -> Decision:
    """Bring something new: by the community's contributing policy."""
    if community.is_archived:
        return refused(_("This community is archived: it can be read, not written in."))
    if actor.is_system:
        return ALLOWED
    if not is_member(community, actor):
        return refused(_("Join this community to contribute."))
    if community.contributing == Community.Contributing.STEWARDS and not is_steward(community, actor):
        return refused(_("Here the community managers publish; everybody may reply."))
    return ALLOWED


def may_place(community: Community, actor: Actor) -> Decision:
    """Put something that was published elsewhere here as well; where texts are read first, the community managers do."""
    if needs_approval(community, actor):
        return refused(_("Here a community manager reads first: ask one of them to show it here."))
    return may_contribute(community, actor)


def may_reply(community: Community, actor: Actor) -> Decision:
    """Reply: members, and in open communities every colleague."""
    if community.is_archived:
        return refused(_("This community is archived: it can be read, not written in."))
    if actor.is_system or is_member(community, actor):
        return ALLOWED
    if actor.is_staff and community.visibility == Community.Visibility.OPEN:
        return ALLOWED
    return refused(_("Join this community to reply."))


def needs_approval(community: Community, actor: Actor) -> bool:
    """Whether what this actor brings waits for a community manager."""
    return (
        community.contributing == Community.Contributing.MODERATED
        and not actor.is_system
        and not is_steward(community, actor)
    )


def may_join(community: Community, actor: Actor) -> Decision:
    """Join at once; guests come in by invitation only."""
    if community.is_archived:
        return refused(_("This community is archived."))
    if actor.is_system:
        return ALLOWED
    if not actor.is_staff:
        return refused(_("Guests join by invitation."))
    if community.joining == Community.Joining.ANYONE:
        return ALLOWED
    if community.joining == Community.Joining.REQUEST:
        return refused(_("Ask the community managers to join."))
    return refused(_("This community is joined by invitation."))


def may_request(community: Community, actor: Actor) -> Decision:
    """Ask to join."""
    if community.is_archived or not actor.is_staff or community.joining != Community.Joining.REQUEST:
        return refused(_("This community takes no requests."))
    if community.pk in roles(actor):
        return refused(_("You are a member already."))
    return ALLOWED


def may_leave(membership: Membership) -> Decision:
    """Who is a member by rule would be one again a moment later."""
    if membership.by_rule:
        return refused(_("A rule of this community makes them a member: mute it instead, or change the rule."))
    return ALLOWED


def may_invite(community: Community, actor: Actor) -> Decision:
    """Members invite into communities anyone may join; elsewhere the community managers do."""
    if community.is_archived:
        return refused(_("This community is archived."))
    if actor.is_system or is_steward(community, actor):
        return ALLOWED
    if actor.is_staff and is_member(community, actor) and community.joining == Community.Joining.ANYONE:
        return ALLOWED
    return refused(_("Here the community managers invite."))
