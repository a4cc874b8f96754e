"""The signals of a community, narrowed by what they are, where they were heard, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.http import urlencode

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.reading.cards import cards
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.lib.pagination import page
from passerelle.people.models import Site

PAGE = 20
NAMES = ("sort", "site", "state")


def listing(actor: Actor, community: Community, query: Mapping[str, str]) -> dict[str, Any]:
    """Newest first, page by page, in a fixed number of queries; partners are offered no list of sites."""
    there = Contribution.objects.visible_to(actor).filter(
        pk__in=Signal.objects.values("pk"), home=community, standing=Standing.PUBLISHED
    )
    choices = _choices(actor, there)
    asked = {name: query.get(name, "") for name in NAMES}
    asked = {name: value if value in dict(choices[name]) else "" for name, value in asked.items()}
    shown = page(_narrowed(there, asked), order=("-created_at", "-pk"), size=PAGE, cursor=query.get("cursor", ""))
    narrowing = urlencode({name: value for name, value in asked.items() if value})
    return {
        "community": community,
        "page": {"cards": cards(actor, [row.pk for row in shown.rows]), "next_cursor": shown.next_cursor},
        "asked": asked,
        "choices": choices,
        "narrowing": narrowing,
        "can": {
            "contribute": community_rules.may_contribute(community, actor),
            "steer": community_rules.may_steward(community, actor),
        },
    }


def _choices(actor: Actor, there: QuerySet[Contribution]) -> dict[str, list[tuple[str, Any]]]:
    """What there is to choose from; of the sites those where something was heard that this reader sees."""
    kind = get_kind("signal")
    heard_at = Signal.objects.filter(contribution__in=there, site__isnull=False).values("site_id")
    sites = Site.objects.filter(pk__in=heard_at).order_by("name") if actor.is_staff else Site.objects.none()
    return {
        "sort": list(Signal.Sort.choices),
        "site": list(sites.values_list("pid", "name")),
        "state": list(kind.states.items()),
    }


def _narrowed(there: QuerySet[Contribution], asked: Mapping[str, str]) -> QuerySet[Contribution]:
    details = {"sort": asked["sort"], "site__pid": asked["site"]}
    wanted = {name: value for name, value in details.items() if value}
    if wanted:
        there = there.filter(pk__in=Signal.objects.filter(**wanted).values("pk"))
    return there.filter(state=asked["state"]) if asked["state"] else there
