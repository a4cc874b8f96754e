"""What moderation says beside a text: why it was not published, why it was removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from passerelle.contributions.models import Change, Contribution, Standing
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.lib.prepared import prepared
from passerelle.moderation.models import Grounds, Refusal
from passerelle.moderation.reading import changes

TEMPLATE = "moderation/why.html"
CHANGE = "moderation/changed.html"
Why = Mapping[int, tuple[str, Mapping[str, Any]]]


@panel("contribution.facts")
def why_gone(actor: Actor, ids: Sequence[int]) -> Why:
    """On a contribution that was refused or removed: the reason. On one whose author changed it: where that stands."""
    standings = dict(_standings(actor, ids))
    if not standings:
        return {}
    said = _changes(changes(actor).filter(post__contribution_id__in=standings, post__is_body=True), "contribution_id")
    refusals = Refusal.objects.filter(post__contribution_id__in=standings, post__is_body=True)
    reasons: dict[int, Any] = dict(refusals.values_list("post__contribution_id", "reason"))
    removals = Entry.objects.filter(contribution_id__in=standings, verb="contribution.removed")
    reasons |= {pk: _label(told) for pk, told in removals.values_list("contribution_id", "particulars") if pk}
    why = {pk: (TEMPLATE, {"reason": reasons[pk]}) for pk in reasons if standings[pk] != Standing.PUBLISHED}
    return {**why, **said}


@panel("reply.actions")
def why_not_shown(actor: Actor, ids: Sequence[int]) -> Why:
    """Under a reply: why it was refused, which only its author sees, or where a change of it stands; one query."""
    return {
        post: (CHANGE, {"pid": pid, "reason": reason}) if pid else (TEMPLATE, {"reason": reason})
        for post, reason, pid in _said(actor, ids)
    }


@prepared
def _standings(actor: Actor, ids: Sequence[int]) -> QuerySet[Contribution, tuple[Any, ...]]:
    changed = Exists(changes(actor).filter(post_id=OuterRef("body_id")))
    gone = Q(standing__in=(Standing.REFUSED, Standing.REMOVED))
    heads = Contribution.objects.visible_to(actor).filter(gone | changed, pk__in=ids)
    return heads.values_list("pk", "standing")


@prepared
def _said(actor: Actor, ids: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    refusals = Refusal.objects.filter(post_id__in=ids, post__author_id=actor.own_id, post__standing=Standing.REFUSED)
    changed = changes(actor).filter(post_id__in=ids, post__is_body=False).order_by()
    told = changed.values_list("post_id", "reason", "post__pid")
    return refusals.values_list("post_id", "reason", Value("")).union(told)


def _changes(found: QuerySet[Change], by: str) -> Why:
    rows = found.values_list(f"post__{by}", "post__pid", "reason")
    return {key: (CHANGE, {"pid": pid, "reason": reason}) for key, pid, reason in rows}


def _label(particulars: Mapping[str, Any]) -> Any:
    code = particulars.get("reason")
    return Grounds(code).label if code in Grounds.values else ""
