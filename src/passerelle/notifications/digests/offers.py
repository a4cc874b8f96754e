"""What nobody told them yet: questions they could answer, and one thing from another unit.

Only what appeared since the last summary, so that nothing comes twice; nothing they were told of, and nothing in a community whose page
they have opened since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from passerelle.communities.reading import heard_ids, memberships, readable_ids
from passerelle.contributions import rules
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Contribution, Follow, Placement, Reach, Standing
from passerelle.contributions.models.contribution import PlacementQuerySet
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.notifications.models import Notice
from passerelle.people.models import Person, PersonTopic

MOST_QUESTIONS = 3
TRIED = 12  # as many are read, for some will have been seen
RELATED = ("home", "body", "author__unit")


def questions(actor: Actor, since: datetime, until: datetime) -> list[Contribution]:
    """Unanswered, in communities they hear of, where they may reply; first those about what they know."""
    seeking = {kind.slug: kind.seeking for kind in all_kinds() if kind.seeking}
    states = {state for each in seeking.values() for state in each}
    rows = _questions(actor, heard_ids(actor), list(seeking), list(states), since, until)
    open_ones = [row for row in _unseen(actor, rows) if row.state in seeking[row.kind_slug]]
    return [row for row in open_ones if rules.may_reply(row, actor)][:MOST_QUESTIONS]


@prepared
def _questions(
    actor: Actor,
    heard: Collection[int],
    kinds: Collection[str],
    states: Collection[str],
    since: datetime,
    until: datetime,
) -> QuerySet[Any]:
    knows = PersonTopic.objects.filter(person_id=actor.own_id, topic__contributions=OuterRef("pk"))
    found = _new(actor, _placed(since, until).filter(is_home=True).filter(community_id__in=heard))
    asked = found.filter(kind_slug__in=kinds, state__in=states, replies_count=0, home__archived_at=None)
    first: QuerySet[Any] = asked.annotate(known=Exists(knows)).order_by("-known", "-appeared_at", "-pk")
    return first[:TRIED]


def elsewhere(actor: Actor, since: datetime, until: datetime, but: Collection[int]) -> Contribution | None:
    """One thing of somebody in another unit, the one that is talked about most.

    From a community they do not belong to only with the consent of who wrote it: there it is quoted.
    """
    if not actor.is_staff or actor.person is None:
        return None  # units are the house's own affair
    strange = readable_ids(actor) - set(memberships(actor))
    rows = _elsewhere(actor, heard_ids(actor), strange, actor.person.unit_id or 0, but, since, until)
    return next(iter(_unseen(actor, rows)), None)


@prepared
def _elsewhere(
    actor: Actor,
    heard: Collection[int],
    strange: Collection[int],
    unit: int,
    but: Collection[int],
    since: datetime,
    until: datetime,
) -> QuerySet[Any]:
    placed = _placed(since, until)
    here = placed.filter(contribution_id=OuterRef("pk"))
    outside = Q(Exists(here.within(strange)), author__consents_quotes=True)
    found = _new(actor, placed).filter(Exists(here.within(heard)) | outside)
    others = found.filter(author__unit__isnull=False, author__in=Person.objects.visible_to(actor))
    others = others.exclude(author__unit_id=unit).exclude(pk__in=but)
    return others.order_by("-replies_count", "-appeared_at", "-pk")[:TRIED]


def _placed(since: datetime, until: datetime) -> PlacementQuerySet:
    return Placement.objects.filter(listed=True, placed_at__gt=since, placed_at__lte=until)


def _new(actor: Actor, placed: QuerySet[Placement]) -> QuerySet[Any]:
    """Of what was placed there: what the actor may see, did not bring, was not told of and does not mute."""
    told = Notice.objects.filter(person_id=actor.own_id, contribution_id=OuterRef("pk"))
    mute = Follow.objects.filter(person_id=actor.own_id, level=Follow.Level.MUTE)
    silenced = (
        Exists(mute.filter(contribution_id=OuterRef("pk")))
        | Exists(mute.filter(followed_id=OuterRef("author_id")))
        | Exists(mute.filter(topic__contributions=OuterRef("pk")))
        | Exists(mute.filter(community__placements__contribution=OuterRef("pk")))
    )
    there = Contribution.objects.visible_to(actor).filter(
        pk__in=placed.values("contribution_id"), standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS
    )
    at_home = Placement.objects.filter(contribution_id=OuterRef("pk"), is_home=True).values("placed_at")[:1]
    new = there.exclude(author_id=actor.own_id).filter(~Exists(told), ~silenced)
    return new.select_related(*RELATED).annotate(appeared_at=Subquery(at_home))


def _unseen(actor: Actor, rows: Iterable[Any]) -> list[Contribution]:
    """Those in whose home they did not look since."""
    own = memberships(actor)
    return [row for row in rows if row.home_id not in own or row.appeared_at > own[row.home_id].seen_at]
