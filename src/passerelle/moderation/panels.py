"""What moderation says beside a text: why it was not published, why it was removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.lib.prepared import prepared
from passerelle.moderation.models import Reason, Refusal

TEMPLATE = "moderation/why.html"
Why = Mapping[int, tuple[str, Mapping[str, Any]]]


@panel("contribution.facts")
def why_gone(actor: Actor, ids: Sequence[int]) -> Why:
    """On a contribution that was refused or removed: the reason the community manager gave."""
    gone = dict(_gone(actor, ids))
    if not gone:
        return {}
    refusals = Refusal.objects.filter(post__contribution_id__in=gone, post__is_body=True)
    reasons: dict[int, Any] = dict(refusals.values_list("post__contribution_id", "reason"))
    removals = Entry.objects.filter(contribution_id__in=gone, verb="contribution.removed")
    reasons |= {pk: _label(told) for pk, told in removals.values_list("contribution_id", "particulars") if pk}
    return {pk: (TEMPLATE, {"reason": reasons[pk]}) for pk in gone if pk in reasons}


@panel("reply.actions")
def why_not_shown(actor: Actor, ids: Sequence[int]) -> Why:
    """Under a reply that was refused, which only its author sees: the reason."""
    return {pk: (TEMPLATE, {"reason": reason}) for pk, reason in _refused(actor, ids)}


@prepared
def _gone(actor: Actor, ids: Sequence[int]) -> QuerySet[Contribution, tuple[Any, ...]]:
    standings = (Standing.REFUSED, Standing.REMOVED)
    heads = Contribution.objects.visible_to(actor).filter(pk__in=ids, standing__in=standings)
    return heads.values_list("pk", "standing")


@prepared
def _refused(actor: Actor, ids: Sequence[int]) -> QuerySet[Refusal, tuple[Any, ...]]:
    mine = Refusal.objects.filter(post_id__in=ids, post__author_id=actor.own_id, post__standing=Standing.REFUSED)
    return mine.values_list("post_id", "reason")


def _label(particulars: Mapping[str, Any]) -> Any:
    code = particulars.get("reason")
    return Reason(code).label if code in Reason.values else ""
