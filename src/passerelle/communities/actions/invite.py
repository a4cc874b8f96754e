"""Ask a colleague, or a partner's guest, into a community."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules
from passerelle.communities.actions.join import admit
from passerelle.communities.models import Community, CommunityInvitation, Membership
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.people.models import Person


@transaction.atomic
def invite(community: Community, person: Person, *, by: Actor) -> CommunityInvitation:
    """Invite; an open invitation stands. Raises Refused for a guest where partners do not come in, and in an archived one."""
    rules.may_invite(community, by).require()
    if not person.is_active or person.has_ended or person.is_imported:
        raise Refused(_("Choose somebody who can sign in."))
    if person.is_guest and not community.open_to_partners:
        raise Refused(_("This community is not open to partners."))
    if Membership.objects.filter(community=community, person=person).exists():
        raise Refused(_("They are a member already."))
    invitation, created = CommunityInvitation.objects.get_or_create(
        person=person, community=community, answered_at=None, defaults={"inviter_id": by.person_id or person.pk}
    )
    if created:
        record(by, "membership.invited", invitation, community_id=community.pk, person=person.pk)
    return invitation


@transaction.atomic
def answer_invitation(invitation: CommunityInvitation, *, accept: bool, by: Actor) -> CommunityInvitation:
    """Come in, or thank you, no; raises Refused for anybody else, and where partners no longer come in."""
    if by.person is None or invitation.person_id != by.person_id:
        raise Refused(_("This invitation is for somebody else."))
    locked = CommunityInvitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.answered_at is not None:
        return locked
    locked.answered_at, locked.accepted = now(), accept
    locked.save(update_fields=["answered_at", "accepted"])
    if accept:
        if by.is_guest and not locked.community.open_to_partners:
            raise Refused(_("This community is not open to partners."))
        admit(locked.community, by.person, by=by)
    verb = "membership.invitation_accepted" if accept else "membership.invitation_declined"
    record(by, verb, locked, community_id=locked.community_id, person=by.person_id, inviter=locked.inviter_id)
    return locked
