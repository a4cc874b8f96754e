"""What waits for a decision of this person, from every module that has such things: one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from passerelle.communities.models import CommunityInvitation, JoinRequest
from passerelle.communities.reading import managed_ids
from passerelle.communities.standing_in import left_alone
from passerelle.contributions.due import Due
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
from passerelle.moderation import reading


def context(actor: Actor) -> dict[str, Any]:
    """Everything that waits, oldest first within its sort."""
    return {
        "invitations": list(invitations(actor)),
        "requests": list(requests(actor)),
        "contributions": reading.held(actor, reading.held_bodies(actor)),
        "replies": reading.held(actor, reading.held_replies(actor)),
        "changes": reading.proposals(actor, reading.waiting_changes(actor)),
        "reports": reading.reported(actor),
        "deadlines": _told(deadlines(actor)),
    }


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is due: what, in the words of its kind, where it is done, and by when."""

    deadline: Deadline
    told: Due

    @property
    def is_late(self) -> bool:
        """Whether its moment is over."""
        return self.deadline.due_at < now()

    @property
    def is_day(self) -> bool:
        """Whether it is due by the end of a day, not at an hour."""
        return timezone.localtime(self.deadline.due_at).time().replace(second=0, microsecond=0) == time(23, 59)


def _told(due: Iterable[Deadline]) -> list[Waiting]:
    """Each kind is asked once for all of its own."""
    by_kind: dict[str, list[Deadline]] = defaultdict(list)
    rows = list(due)
    for one in rows:
        by_kind[one.contribution.kind_slug].append(one)
    words = {pk: told for slug, ones in by_kind.items() for pk, told in get_kind(slug).due(ones).items()}
    return [Waiting(one, words.get(one.pk) or Due("", one.contribution.get_absolute_url())) for one in rows]


def waiting_count(actor: Actor) -> int:
    """How many decisions wait for the actor; one query."""
    return len(_waiting(actor, manages=bool(managed_ids(actor)))) if actor.is_present else 0


@prepared
def _waiting(actor: Actor, *, manages: bool) -> QuerySet[Any, Any]:
    sources: list[QuerySet[Any]] = [invitations(actor), deadlines(actor)]
    if manages or actor.is_administrator:
        sources += [
            requests(actor),
            reading.held_contributions(actor),
            reading.held_replies(actor),
            reading.waiting_changes(actor),
            reading.open_reports(actor),
        ]
    first, *others = (source.order_by().values_list("pk") for source in sources)
    return first.union(*others, all=True)


def invitations(actor: Actor) -> QuerySet[CommunityInvitation]:
    """Communities the actor was asked into."""
    mine = CommunityInvitation.objects.filter(person_id=actor.own_id, answered_at=None, community__archived_at=None)
    return mine.select_related("community", "inviter").order_by("sent_at")


def requests(actor: Actor) -> QuerySet[JoinRequest]:
    """People who asked into the actor's communities, or into one without a manager where they stand in."""
    theirs = Q(community_id__in=managed_ids(actor))
    if actor.is_administrator or managed_ids(actor):
        theirs |= Q(Q(community_id__in=left_alone(actor)), ~Q(person_id=actor.own_id))
    open_ones = JoinRequest.objects.filter(theirs, decided_at=None, person__is_active=True)
    return open_ones.select_related("community", "person__unit", "person__site").order_by("asked_at")


def deadlines(actor: Actor) -> QuerySet[Deadline]:
    """What is due from the actor, where they may still see it."""
    visible = Exists(Contribution.objects.visible_to(actor).filter(pk=OuterRef("contribution_id")))
    mine = Deadline.objects.filter(visible, person_id=actor.own_id, met_at=None)
    return mine.select_related("contribution__body").order_by("due_at")
