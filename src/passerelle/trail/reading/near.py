"""What a contribution goes back to and leads to at one step: for the strip on its page, and for who confirms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django_stubs_ext import StrOrPromise

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.trail import rules
from passerelle.trail.models import Link, Relation, Status
from passerelle.trail.quoting.reading import Quoted, quoted
from passerelle.trail.reading.walking import Node, nodes

MOST_TIES = 100  # what is proposed first
Passages = Mapping[int, Sequence[Quoted]]


@dataclass(frozen=True, slots=True)
class Tie:
    """One link as the page of one of its ends tells it; what this reader may do with it, on the trail's own page."""

    id: int
    node: Node
    relation: StrOrPromise
    status: str
    is_back: bool  # the other is the earlier one
    by_system: bool
    passages: tuple[Quoted, ...] = ()
    may_confirm: bool = False
    may_dispute: bool = False
    may_remove: bool = False
    may_unquote: bool = False

    @property
    def is_proposed(self) -> bool:
        """Whether nobody who answers for it has said that it is so."""
        return self.status == Status.PROPOSED

    @property
    def is_disputed(self) -> bool:
        """Whether somebody said that it is not so."""
        return self.status == Status.DISPUTED


def ties(actor: Actor, ids: Collection[int]) -> dict[int, list[Tie]]:
    """Contribution → its links both ways, of which this reader sees both ends; two statements, one where there is none."""
    links = _links(actor, ids)
    if not links:
        return {}
    known = dict(nodes(actor, {end for link in links for end in (link.later_id, link.earlier_id)}))
    said = quoted(actor, [link.pk for link in links])
    found: dict[int, list[Tie]] = {}
    for link in links:
        for here, there, back in ((link.later_id, link.earlier_id, True), (link.earlier_id, link.later_id, False)):
            if here in ids:
                found.setdefault(here, []).append(_tie(link, known[there], said, back=back))
    return found


def steerable(actor: Actor, contribution: Contribution) -> list[Tie]:
    """The links of one contribution with what the actor may do."""
    found = Link.objects.visible_to(actor).standing().filter(Q(later=contribution) | Q(earlier=contribution))
    links = list(found.select_related("later__home", "earlier__home").order_by("-status", "pk")[:MOST_TIES])
    known = dict(nodes(actor, {end for link in links for end in (link.later_id, link.earlier_id)}))
    mine = rules.answering(actor, {end.pk: end for link in links for end in (link.later, link.earlier)}.values())
    said = quoted(actor, [link.pk for link in links])
    return [_steered(actor, contribution, link, known, mine, said) for link in links]


def _steered(
    actor: Actor, contribution: Contribution, link: Link, known: dict[int, Node], mine: set[int], said: Passages
) -> Tie:
    """What ``rules`` say of one link, without asking for each; a test says that they agree."""
    back = link.later_id == contribution.pk
    later, earlier = link.later_id in mine, link.earlier_id in mine
    proposer = link.status == Status.PROPOSED and actor.is_present and link.asserted_by_id == actor.person_id
    return _tie(
        link,
        known[link.earlier_id if back else link.later_id],
        said,
        back=back,
        may_confirm=later and link.status != Status.CONFIRMED,
        may_dispute=(later or earlier) and link.status == Status.CONFIRMED,
        may_remove=later or proposer,
        may_unquote=back and later,
    )


def _tie(link: Link, other: Node, said: Passages, *, back: bool, **may: bool) -> Tie:
    relation, passages = Relation(link.relation).label, tuple(said.get(link.pk, ()))
    return Tie(link.pk, other, relation, link.status, back, link.source == "system", passages, **may)


@prepared
def _links(actor: Actor, ids: Collection[int]) -> QuerySet[Link]:
    found = Link.objects.visible_to(actor).standing().filter(Q(later_id__in=ids) | Q(earlier_id__in=ids))
    return found.order_by("pk")
