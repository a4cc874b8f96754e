"""Say that one contribution goes back to another."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Avg, Q
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.trail import graph, rules
from passerelle.trail.models import COUNTED, PROVENANCE, Link, Relation, Source, Status
from passerelle.trail.ordering import in_order


@transaction.atomic
def link(later: Contribution, earlier: Contribution, relation: str, *, by: Actor) -> Link:
    """Confirmed when the actor answers for the later, else proposed to those who do; said twice it stands once.

    What was merged stands for what it lives on in, as far as the actor sees that.
    Raises Refused for a circle, for dates the wrong way round, and for ends the actor may not see or that are gone.
    """
    graph.hold()
    later, earlier = _ends(later, _living(earlier, by), relation, by)
    rules.may_link(later, by).require()
    in_order(later, earlier, relation, by).require()
    confirmed = not by.is_system and bool(rules.answers_for(later, by))
    known = _known(later, earlier, relation)
    if known is not None and (known.status in COUNTED or (known.status == Status.PROPOSED and not confirmed)):
        return known
    if known is not None and known.status == Status.TOMBSTONED and not confirmed:
        raise Refused(_("Somebody took this link away: only those who answer for it can say it again."))
    made = known or Link(later=later, earlier=earlier, relation=relation)
    made.status = Status.CONFIRMED if confirmed else Status.PROPOSED
    made.source = Source.SYSTEM if by.is_system else Source.HUMAN
    made.weight = fair_weight(later)
    made.asserted_by_id, made.asserted_at = by.person_id, now()
    made.save()
    tell(by, made, later)
    return made


def fair_weight(later: Contribution) -> float:
    """What a further link weighs: as much as those that are there, on average."""
    others = Link.objects.unscoped("what it goes back to").filter(later=later, relation__in=PROVENANCE)
    mean: float | None = others.filter(status=Status.CONFIRMED).aggregate(mean=Avg("weight"))["mean"]
    return 1.0 if mean is None else min(1.0, mean)


def _living(earlier: Contribution, by: Actor) -> Contribution:
    while earlier.merged_into_id is not None:
        into = Contribution.objects.visible_to(by).filter(pk=earlier.merged_into_id).first()
        if into is None:
            break
        earlier = into
    return earlier


def _ends(later: Contribution, earlier: Contribution, relation: str, by: Actor) -> tuple[Contribution, Contribution]:
    """Both, held until the transaction ends, as they are now and as the actor may see them."""
    if later.pk == earlier.pk:
        raise Refused(_("A contribution does not come from itself: choose another one."))
    first, second = sorted((later.pk, earlier.pk))
    heads = {pk: Contribution.objects.locked(pk) for pk in (first, second)}
    seen = set(Contribution.objects.visible_to(by).filter(pk__in=heads).values_list("pk", flat=True))
    if seen != set(heads):
        raise Refused(_("Nothing was found at this address."))
    if relation not in Relation.values or relation not in get_kind(heads[later.pk].kind_slug).relations:
        raise Refused(_("These two cannot be linked in this way: choose another."))
    if heads[earlier.pk].is_tombstone and heads[earlier.pk].standing != Standing.MERGED:
        raise Refused(_("It is gone already."))
    return heads[later.pk], heads[earlier.pk]


def _known(later: Contribution, earlier: Contribution, relation: str) -> Link | None:
    """The same link, if it was ever made; what is related is so both ways."""
    same = Q(later=later, earlier=earlier)
    if relation == Relation.RELATED_TO:
        same |= Q(later=earlier, earlier=later)
    found: Link | None = Link.objects.unscoped("whether it is said").filter(same, relation=relation).first()
    return found


def tell(by: Actor, made: Link, later: Contribution) -> None:
    """Write a link down: everything the graph could be built from again."""
    record(
        by,
        "link.asserted",
        made,
        contribution_id=later.pk,
        community_id=later.home_id,
        later=made.later_id,
        earlier=made.earlier_id,
        relation=made.relation,
        status=made.status,
        source=made.source,
        weight=made.weight,
    )
