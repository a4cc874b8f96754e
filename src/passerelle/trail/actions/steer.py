"""What becomes of a link: confirmed, disputed, weighed, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum, isclose, isfinite
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.trail import graph, rules
from passerelle.trail.actions.link import fair_weight
from passerelle.trail.models import PROVENANCE, Link, Status
from passerelle.trail.ordering import in_order


@transaction.atomic
def confirm(link: Link, *, by: Actor) -> Link:
    """It is so. Raises Refused unless the actor answers for the later, or when it would now close a circle."""
    graph.hold()
    held = _held(link)
    rules.may_confirm(held, by).require()
    if held.status == Status.CONFIRMED:
        return held
    in_order(held.later, held.earlier, held.relation, by).require()
    if held.status == Status.PROPOSED:
        held.weight = fair_weight(held.later)
    return _turn(
        held,
        Status.CONFIRMED,
        "link.confirmed",
        by,
        weight=held.weight,
        earlier=held.earlier_id,
        relation=held.relation,
    )


@transaction.atomic
def dispute(link: Link, *, by: Actor) -> Link:
    """It is not so: it stays in sight as disputed, and carries no credit until it is confirmed again."""
    held = _held(link)
    rules.may_dispute(held, by).require()
    return held if held.status == Status.DISPUTED else _turn(held, Status.DISPUTED, "link.disputed", by)


@transaction.atomic
def unlink(link: Link, *, by: Actor) -> Link:
    """Take a link away; that it was there stays in the journal. Idempotent."""
    held = _held(link)
    if held.status == Status.TOMBSTONED:
        return held
    rules.may_unlink(held, by).require()
    return _turn(held, Status.TOMBSTONED, "link.removed", by)


@transaction.atomic
def weigh(later: Contribution, weights: Mapping[int, float], *, by: Actor) -> None:
    """Say how much of it comes by each of its links; all of them, together one. Raises Refused otherwise."""
    graph.hold()
    head = Contribution.objects.locked(later.pk)
    rules.writes(head, by).require()
    links = Link.objects.unscoped("all it goes back to").filter(later=head, relation__in=PROVENANCE)
    known = {link.pk: link for link in links.filter(status=Status.CONFIRMED)}
    if set(weights) != set(known) or not known:
        raise Refused(_("The links changed while you were writing: look at them again."))
    if not all(isfinite(one) and 0 < one <= 1 for one in weights.values()):
        raise Refused(_("Each part is more than nothing and at most all of it."))
    if not isclose(fsum(weights.values()), 1, abs_tol=1e-9):
        raise Refused(_("The parts must add up to 100 percent."))
    for pk, link in known.items():
        link.weight = weights[pk]
    Link.objects.unscoped("the same").bulk_update(known.values(), ["weight"])
    record(
        by,
        "link.weighed",
        head,
        contribution_id=head.pk,
        community_id=head.home_id,
        weights=sorted((pk, weight) for pk, weight in weights.items()),
    )


def weights_of(later: Contribution) -> dict[int, float]:
    """What each of its links weighs now, whoever sees it: all that ``weigh`` asks for."""
    links = Link.objects.unscoped("all it goes back to").filter(later=later, relation__in=PROVENANCE)
    return dict(links.filter(status=Status.CONFIRMED).values_list("pk", "weight"))


def _held(link: Link) -> Link:
    """The row as it is now, until the transaction ends; its ends with what rules ask."""
    held = Link.objects.locked(link.pk)
    ends = Contribution.objects.unscoped("the ends of a link that was found").select_related("home", "body")
    found = ends.in_bulk([held.later_id, held.earlier_id])
    held.later, held.earlier = found[held.later_id], found[held.earlier_id]
    return held


def _turn(held: Link, status: Status, verb: str, by: Actor, **particulars: Any) -> Link:
    held.status = status
    held.save(update_fields=["status", "weight"])
    record(by, verb, held, contribution_id=held.later_id, community_id=held.later.home_id, status=status, **particulars)
    return held
