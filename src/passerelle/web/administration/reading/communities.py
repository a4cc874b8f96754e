"""Communities as administrators see them: names and settings of all, contents of none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from passerelle.communities import rules
from passerelle.communities.models import Community
from passerelle.communities.reading import active_stewards
from passerelle.journal.actor import Actor
from passerelle.lib.pagination import page

PAGE = 50
SHOWN = ("all", "leaderless", "archived")


@dataclass(frozen=True, slots=True)
class CommunityLine:
    """One community in the list."""

    community: Community
    members: int
    stewards: list[str]


def every_community() -> QuerySet[Community]:
    """All of them: administrators know each by name."""
    return Community.objects.unscoped("administrators see names and settings of every community, contents of none")


def find(pid: str) -> Community:
    """One of them; raises Http404."""
    community = every_community().select_related("parent").filter(pid=pid).first()
    if community is None:
        raise Http404
    return community


def directory(query: Mapping[str, str]) -> dict[str, Any]:
    """A page of the list, narrowed by a word or by what is wrong with them."""
    words, only = query.get("q", "").strip()[:80], query.get("only", "all")
    found = every_community().filter(Q(name__icontains=words) | Q(purpose__icontains=words))
    if only == "leaderless":
        found = found.filter(archived_at=None).exclude(pk__in=active_stewards().values("community_id"))
    elif only == "archived":
        found = found.exclude(archived_at=None)
    shown = page(found, order=("name", "pk"), size=PAGE, cursor=query.get("cursor", ""))
    return {
        "lines": _lines(shown.rows),
        "next_cursor": shown.next_cursor,
        "words": words,
        "only": only if only in SHOWN else "all",
        "filters": [("all", _("All")), ("leaderless", _("Without a community manager")), ("archived", _("Archived"))],
    }


def one(actor: Actor, community: Community) -> dict[str, Any]:
    """Settings, people who decide, and what an administrator may do."""
    stewards = list(
        active_stewards().filter(community=community).select_related("person").order_by("person__sort_name")
    )
    counts = community.memberships.filter(person__is_active=True).aggregate(
        members=Count("pk"), guests=Count("pk", filter=Q(person__is_guest=True))
    )
    return {
        "community": community,
        "stewards": [membership.person for membership in stewards],
        "counts": counts,
        "may_appoint": not stewards and rules.may_appoint(community, actor),
        "is_visible": Community.objects.visible_to(actor).filter(pk=community.pk).exists(),
        "rules": community.rules.count(),
    }


def _lines(communities: list[Community]) -> list[CommunityLine]:
    ids = [community.pk for community in communities]
    active = Q(memberships__person__is_active=True)
    members = dict(
        every_community().filter(pk__in=ids).values_list("pk").annotate(count=Count("memberships", filter=active))
    )
    stewards: dict[int, list[str]] = defaultdict(list)
    named = active_stewards().filter(community_id__in=ids).order_by("person__sort_name")
    for community_id, name in named.values_list("community_id", "person__name"):
        stewards[community_id].append(name)
    return [CommunityLine(one, members.get(one.pk, 0), stewards[one.pk]) for one in communities]
