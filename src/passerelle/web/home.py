"""The first page: what is new where I belong, what waits for me, what became of what I gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from passerelle.communities.reading import heard_ids, readable_ids
from passerelle.contributions import panels
from passerelle.contributions.headings import heading
from passerelle.contributions.kinds import all_kinds, get_kind
from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.reading.feed import Filters, feed
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.lib.unindexed import Unindexed

RECENT = timedelta(days=30)
BECAME = ("contribution.moved", "reply.published", "contribution.shared", "question.accepted")


@dataclass(frozen=True, slots=True)
class Became:
    """One contribution of mine, and what happened to it lately."""

    title: str
    url: str
    replies: int
    shares: int
    state: Any
    at: datetime


def context(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """Everything the home page shows."""
    filters = Filters(kind=query.get("kind", ""), only=query.get("only", ""), newer=query.get("newer", ""))
    mine = heard_ids(actor)
    person = [actor.own_id]
    return {
        "page": feed(actor, mine, filters=filters, cursor=query.get("cursor", "")),
        "filters": filters,
        "kinds": all_kinds(),
        "joined": bool(mine),
        "became": became_of_mine(actor),
        "main_panels": panels.fill("home.main", actor, person).get(person[0], []),
        "aside_panels": panels.fill("home.aside", actor, person).get(person[0], []),
    }


def became_of_mine(actor: Actor) -> list[Became]:
    """What others did lately with what the actor gave, latest first; one query over the journal, one for the heads."""
    seen: dict[int, dict[str, Any]] = {}
    for contribution, verb, at in _done_with_mine(actor, now() - RECENT):
        row = seen.setdefault(contribution or 0, {"at": at, "verbs": []})
        row["verbs"].append(verb)
    heads = {head["pk"]: head for head in _mine(actor, list(seen)[:5])} if seen else {}
    return [_became(heads[pk], row) for pk, row in seen.items() if pk in heads]


@prepared
def _done_with_mine(actor: Actor, since: datetime) -> QuerySet[Entry, tuple[Any, ...]]:
    # Of what is mine, what was done: not of all that was done in a month, what is mine.
    entries = Entry.objects.filter(contribution_id__in=_own(actor).values("pk"), at__gte=since)
    entries = entries.alias(done=Unindexed("verb")).filter(done__in=BECAME)
    # Replies stay at home, and a place one does not read has not taken over anything.
    heard = ~Q(verb__in=("reply.published", "contribution.shared")) | Q(community_id__in=readable_ids(actor))
    others = entries.filter(heard).exclude(actor_id=actor.own_id).order_by("-id")
    return others.values_list("contribution_id", "verb", "at")[:200]


@prepared
def _mine(actor: Actor, ids: Sequence[int]) -> QuerySet[Contribution, dict[str, Any]]:
    columns = ("pk", "pid", "slug", "title", "kind_slug", "state", "body__excerpt")
    rows: QuerySet[Contribution, dict[str, Any]] = _own(actor).filter(pk__in=ids).values(*columns)
    return rows


def _own(actor: Actor) -> QuerySet[Contribution]:
    return Contribution.objects.visible_to(actor).filter(author_id=actor.own_id, standing=Standing.PUBLISHED)


def _became(head: Mapping[str, Any], row: dict[str, Any]) -> Became:
    moved = "contribution.moved" in row["verbs"] or "question.accepted" in row["verbs"]
    return Became(
        title=heading(head["title"], head["body__excerpt"] or ""),
        url=address("contribution", head["pid"], head["slug"] or "-"),
        replies=row["verbs"].count("reply.published"),
        shares=row["verbs"].count("contribution.shared"),
        state=get_kind(head["kind_slug"]).state_label(head["state"]) if moved else "",
        at=row["at"],
    )
