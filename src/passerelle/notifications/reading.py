"""The inbox as its owner may see it now: what one may no longer read is neither shown nor counted."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.notifications.models import Notice


def notices(actor: Actor) -> QuerySet[Notice]:
    """The actor's notices whose subject they may still see, newest first."""
    contributions = Contribution.objects.visible_to(actor).values("pk")
    communities = Community.objects.visible_to(actor).values("pk")
    visible = Q(contribution=None) | Q(contribution_id__in=contributions)
    there = Q(community=None) | Q(community_id__in=communities) | Q(contribution__isnull=False)
    invited = Q(reason=Notice.Reason.INVITATION)
    return Notice.objects.filter(visible, there | invited, person_id=actor.person_id).order_by("-pk")


def unread_count(actor: Actor) -> int:
    """How many are unread, counted to 100."""
    return len(notices(actor).filter(read_at=None).order_by().values_list("pk")[:100]) if actor.is_present else 0
