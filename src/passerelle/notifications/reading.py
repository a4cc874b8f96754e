"""The inbox as its owner may see it now: what one may no longer read is neither shown nor counted nor mailed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from passerelle.communities.models import Community, CommunityInvitation
from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
from passerelle.notifications.models import Notice, NoticeQuerySet, Reason

GONE = (Standing.WITHDRAWN, Standing.REMOVED)
MOST = 100


def notices(actor: Actor) -> NoticeQuerySet:
    """The actor's notices whose subject they may still see, newest first; texts that are gone take theirs along.

    An open invitation shows a community nobody else outside may know of.
    """
    if not actor.is_present:
        return Notice.objects.none()
    # EXISTS asks about the few notices of one person; IN would first list everything they may see.
    contribution = Exists(Contribution.objects.visible_to(actor).filter(pk=OuterRef("contribution_id")))
    post = Exists(Post.objects.visible_to(actor).filter(pk=OuterRef("post_id")))
    communities = Community.objects.visible_to(actor).values("pk")
    invited = CommunityInvitation.objects.filter(person_id=actor.own_id, answered_at=None).values("community_id")
    # Who may read a text may read what it belongs to; one that was moved since is asked about on both sides.
    about = Q(contribution=None) | Q(post__contribution=F("contribution")) | contribution
    text = Q(post=None) | post
    there = Q(contribution__isnull=False) | Q(community_id__in=communities)
    asked = Q(reason=Reason.INVITATION, community_id__in=invited)
    lives = ~Q(contribution__standing__in=GONE) & (Q(post=None) | ~Q(post__standing__in=GONE))
    return Notice.objects.filter(
        about, text, there | asked, lives | Q(reason__in=(Reason.MODERATION, Reason.REPORTED)), person_id=actor.own_id
    ).order_by("-at", "-pk")


def unread_count(actor: Actor) -> int:
    """How many are unread, counted to 100: the number of every page, of what is told live, and of whatever else shows one.

    Each of a group counts. What is done or put off does not.
    """
    return len(_unread(actor, now()))


@prepared
def _unread(actor: Actor, moment: datetime) -> QuerySet[Notice, int]:
    return notices(actor).unread(moment).order_by().values_list("pk", flat=True)[:MOST]
