"""What waits for a decision of this person, from every module that has such things."""

from __future__ import annotations

from passerelle.communities.models import CommunityInvitation, JoinRequest
from passerelle.communities.reading import readable_ids, stewarded_ids
from passerelle.contributions.models import Contribution, Deadline, Post, Standing
from passerelle.journal.actor import Actor


def waiting_count(actor: Actor) -> int:
    """How many decisions wait for the actor."""
    if not actor.is_present:
        return 0
    invitations = CommunityInvitation.objects.filter(person_id=actor.person_id, answered_at=None).count()
    deadlines = Deadline.objects.filter(person_id=actor.person_id, met_at=None).count()
    homes = stewarded_ids(actor) & readable_ids(actor)
    if not homes:
        return invitations + deadlines
    requests = JoinRequest.objects.filter(community_id__in=homes, decided_at=None).count()
    held = Contribution.objects.visible_to(actor).filter(home_id__in=homes, standing=Standing.HELD).count()
    replies = Post.objects.visible_to(actor).filter(contribution__home_id__in=homes, is_body=False, standing=Standing.HELD).count()
    return invitations + deadlines + requests + held + replies
