"""What the pages of communities show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from passerelle.communities import rules
from passerelle.communities.models import Community, CommunityInvitation, JoinRequest, Membership, Role
from passerelle.communities.reading import memberships, readable_ids
from passerelle.contributions import panels
from passerelle.contributions.kinds import kinds_for
from passerelle.contributions.models import Follow
from passerelle.contributions.reading.attention import wider_levels
from passerelle.contributions.reading.feed import FeedPage, Filters, feed
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.lib.locales import language_name
from passerelle.lib.markdown import fill, render
from passerelle.lib.pagination import page
from passerelle.people.models import Person
from passerelle.topics.models import name_for_reader

SLOTS = ("community.about", "community.aside", "community.events", "community.ways")
MEMBERS_PAGE = 60
SOME = 12


@dataclass(slots=True)
class DirectoryLine:
    """One community in the directory."""

    community: Community
    members: int
    is_mine: bool
    like_mine: bool = False


def directory(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """Every community the actor may know of: mine, like mine, the others; found by purpose and topic."""
    words, topic = query.get("q", "").strip()[:80], query.get("topic", "")[:20]
    found = Community.objects.visible_to(actor).filter(archived_at=None)
    for word in words.split()[:6]:
        found = found.filter(
            Q(name__icontains=word) | Q(purpose__icontains=word) | Q(topics__labels__name__icontains=word)
        )
    if topic:
        found = found.filter(topics__pid=topic)
    communities = list(found.distinct().prefetch_related("topics").order_by("name"))
    members = dict(_counts(community.pk for community in communities))
    mine = memberships(actor)
    lines = [DirectoryLine(c, members.get(c.pk, 0), c.pk in mine) for c in communities]
    own_topics = {t.pk for line in lines if line.is_mine for t in line.community.topics.all()}
    for line in lines:
        line.like_mine = not line.is_mine and any(t.pk in own_topics for t in line.community.topics.all())
    return {"lines": lines, "words": words, "topic": topic, "may_found": rules.may_found(actor)}


def _counts(ids: Any) -> Any:
    present = Membership.objects.filter(community_id__in=list(ids), person__in=Person.objects.present())
    return present.values_list("community_id").annotate(count=Count("pk"))


def home(actor: Actor, community: Community, query: Mapping[str, str]) -> dict[str, Any]:
    """The community's home: about, pinned, feed. Who may not read sees name, purpose and how to come in."""
    readable = community.pk in readable_ids(actor)
    filters = Filters(*(query.get(name, "") for name in ("kind", "only", "topic", "newer")))
    cursor = query.get("cursor", "")
    plain = not cursor and filters == Filters()
    here = [community.pk] if readable else []
    shown = feed(actor, here, filters=filters, cursor=cursor, pins=plain) if readable else FeedPage([], "", "")
    return {
        **frame(actor, community),
        "readable": readable,
        "page": shown,
        "pinned": shown.pinned,
        "filters": filters,
        "kinds": kinds_for(community.kinds),
        "here": community.pk,
        "objectives": list(community.objectives.prefetch_related("key_results")) if readable else [],
        "people": some_members(actor, community) if readable else [],
        "children": list(Community.objects.visible_to(actor).filter(parent=community, archived_at=None)),
        "follow": Follow.objects.filter(person_id=actor.own_id, community=community)
        .values_list("level", flat=True)
        .first(),
        "follow_levels": wider_levels(),
        "panels": {slot: panels.fill(slot, actor, [community.pk]).get(community.pk, []) for slot in SLOTS},
    }


def frame(actor: Actor, community: Community) -> dict[str, Any]:
    """What every page of a community shows around its content: name, tabs, what the actor may do."""
    membership = memberships(actor).get(community.pk)
    parent = community.parent_id and Community.objects.visible_to(actor).filter(pk=community.parent_id).first()
    mine = {"person_id": actor.own_id, "community": community}
    return {
        "community": community,
        "membership": membership if community.pk in readable_ids(actor) else None,
        "parent": parent or None,
        "member_count": dict(_counts([community.pk])).get(community.pk, 0),
        "topics": list(community.topics.annotate(shown=name_for_reader()).order_by("shown")),
        "requested": membership is None and JoinRequest.objects.filter(**mine, decided_at=None).exists(),
        "invitation": None if membership else CommunityInvitation.objects.filter(**mine, answered_at=None).first(),
        "can": {
            "steer": rules.may_steward(community, actor),
            "contribute": rules.may_contribute(community, actor),
            "join": rules.may_join(community, actor),
            "request": rules.may_request(community, actor),
            "invite": rules.may_invite(community, actor),
            "leave": membership is not None and rules.may_leave(membership),
        },
    }


def settings(actor: Actor, community: Community) -> dict[str, Any]:
    """The page of the settings around its form: who is a member by rule."""
    rows = community.rules.select_related("unit", "site", "organisation")
    own = panels.fill("community.settings", actor, [community.pk]).get(community.pk, [])
    return {**frame(actor, community), "rules": list(rows), "own_settings": own}


def some_members(actor: Actor, community: Community) -> list[Membership]:
    """Community managers and sponsors first, then those who came last."""
    rank = Case(When(role=Role.STEWARD, then=0), When(role=Role.SPONSOR, then=1), default=2)
    return list(_met(actor, community).order_by(rank, "-joined_at", "pk")[:SOME])


def _met(actor: Actor, community: Community) -> QuerySet[Membership]:
    """The members this actor may meet."""
    people = Person.objects.visible_to(actor).present().values("pk")
    rows = Membership.objects.filter(community=community, person_id__in=people)
    return rows.select_related("person__unit", "person__site")


def members(actor: Actor, community: Community, query: Mapping[str, str]) -> dict[str, Any]:
    """The members the actor may meet, by name."""
    words = query.get("q", "").strip()[:80]
    rows = _met(actor, community)
    if words:
        rows = rows.filter(
            Q(person__name__icontains=words)
            | Q(person__unit__name__icontains=words)
            | Q(person__site__name__icontains=words)
        )
    shown = page(rows, order=("person__sort_name", "pk"), size=MEMBERS_PAGE, cursor=query.get("after", ""))
    return {
        **frame(actor, community),
        "memberships": shown.rows,
        "more": shown.next_cursor,
        "words": words,
        "roles": Role.choices,
    }


def about(actor: Actor, community: Community) -> dict[str, Any]:
    """Guidelines and welcome as people wrote them."""
    texts = {name: render(getattr(community, name)).html for name in ("guidelines", "welcome")}
    names = names_for(actor, texts.values())
    return {
        **frame(actor, community),
        **{name: fill(html, names) for name, html in texts.items()},
        "steering": some_members(actor, community),
        "languages": [language_name(code) for code in community.languages],
    }
