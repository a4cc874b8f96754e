"""What somebody sees who decides, and what everybody reads of it afterwards."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404

from passerelle.contributions import rules
from passerelle.contributions.kinds import get_kind, require_move
from passerelle.contributions.models import Contribution
from passerelle.contributions.panels import fill
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person
from passerelle.trail.actions.decide import stamp
from passerelle.trail.models import Decision


def deciding(actor: Actor, contribution: Contribution, move: str) -> dict[str, Any]:
    """The page of a decision; raises Http404 where there is none to take, Refused when it is not theirs or too late."""
    kind = get_kind(contribution.kind_slug)
    step, allowed = require_move(kind, contribution, move, actor)
    if step is None or not step.decides:
        raise Http404
    allowed.require()
    rules.is_alive(contribution).require()
    grounds = fill("contribution.deciding", actor, [contribution.pk]).get(contribution.pk, [])
    return {
        "contribution": contribution,
        "grounds": grounds,
        "evidence": "\n".join(piece.data["evidence"] for piece in grounds if piece.data["evidence"]),
        "kind": kind,
        "step": step,
        "before": kind.state_label(contribution.state),
        "after": kind.state_label(step.target),
        "seen": stamp(contribution),
    }


def decided(actor: Actor, ids: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """Contribution → its decisions, newest first, with the names this reader may know; one statement.

    What was decided while it was for those involved alone is not told once everybody reads it.
    """
    found: dict[int, list[dict[str, Any]]] = {}
    for row in _decisions(actor, ids):
        kind = get_kind(row["contribution__kind_slug"])
        if row["after"] in kind.private and row["contribution__state"] not in kind.private:
            continue
        told = row | {"after": kind.state_label(row["after"])}
        found.setdefault(row["contribution_id"], []).append(told)
    return found


@prepared
def _decisions(actor: Actor, ids: Collection[int]) -> QuerySet[Any, Any]:
    known = Person.objects.visible_to(actor).filter(pk=OuterRef("decider_id")).order_by().values("name")
    found: QuerySet[Any, Any] = Decision.objects.visible_to(actor).filter(contribution_id__in=ids).order_by("-id")
    texts = ("reason", "options", "evidence", "dissent", "review_on", "at", "after")
    columns = ("contribution_id", "contribution__kind_slug", "contribution__state", *texts)
    told: QuerySet[Any, Any] = found.annotate(who=Subquery(known)).values(*columns, "who")
    return told
