"""What was merged stays on the trail: as a cause of what it lives on in, and what came of it comes of that."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.trail import graph
from passerelle.trail.actions.link import fair_weight, tell
from passerelle.trail.models import ACYCLIC, COUNTED, Link, Relation, Source, Status


@transaction.atomic
def take_in(target: Contribution, source: Contribution, *, merged_by: int | None, by: Actor) -> None:
    """Link a contribution with what was merged into it, in the name of whoever merged. Idempotent.

    What went back to the source goes back to the target now. Where the source itself comes from the target by something else,
    there is no link: it would lead round. Only Passerelle does this, once people merged.
    """
    graph.hold()
    links = Link.objects.unscoped("of what was merged")
    for link in links.filter(Q(later=source) | Q(earlier=source)).order_by("pk"):
        _carry_on(link, target, source, by)
    if links.filter(later=target, earlier=source, relation=Relation.TAKES_IN).exists():
        return
    if graph.way_back(source.pk, target.pk):
        return
    made = Link(later=target, earlier=source, relation=Relation.TAKES_IN, status=Status.CONFIRMED, source=Source.HUMAN)
    made.weight, made.asserted_by_id = fair_weight(target), merged_by
    made.save()
    tell(by, made, target)


def _carry_on(link: Link, target: Contribution, source: Contribution, by: Actor) -> None:
    """Hang one link of the source on the target, where it says something there; its causes stay with the source."""
    ends = {link.later_id, link.earlier_id}
    if link.relation == Relation.TAKES_IN or link.status == Status.TOMBSTONED:
        return
    if ends == {source.pk, target.pk}:  # they are one now
        _turn(link, "link.removed", target, by, status=Status.TOMBSTONED)
        return
    is_cause = link.later_id == source.pk
    if is_cause and link.status in COUNTED and link.relation in ACYCLIC:
        return
    later, earlier = (target.pk, link.earlier_id) if is_cause else (link.later_id, target.pk)
    said = Link.objects.unscoped("whether it is said").filter(
        later_id=later, earlier_id=earlier, relation=link.relation
    )
    if known := said.first():
        if known.status in COUNTED:
            known.passages.add(*link.passages.all())
            _turn(link, "link.removed", target, by, status=Status.TOMBSTONED)
    elif link.relation not in ACYCLIC or link.status not in COUNTED or not graph.way_back(earlier, later):
        _turn(link, "link.carried", target, by, later=later, earlier=earlier)


def _turn(link: Link, verb: str, target: Contribution, by: Actor, **changed: Any) -> None:
    columns = {"later": "later_id", "earlier": "earlier_id"}
    for name, value in changed.items():
        setattr(link, columns.get(name, name), value)
    link.save(update_fields=list(changed))
    record(by, verb, link, contribution_id=target.pk, community_id=target.home_id, **changed)
