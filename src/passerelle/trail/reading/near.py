"""What a contribution goes back to and leads to at one step: for the strip on its page, and for who confirms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django_stubs_ext import StrOrPromise

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.trail import rules
from passerelle.trail.models import GUESS, Link, Relation, Source, Status
from passerelle.trail.quoting.reading import Quoted, quoted
from passerelle.trail.reading.walking import Node, nodes

MOST_TIES = 25  # on the page of a trail; what is proposed first
MOST_NEAR = 60  # on the page of a contribution
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
    is_guess: bool = False  # Passerelle asks whether the other is a cause
    is_gathered: bool = False  # the other is seen in this, whose own page lists it
    is_beside: bool = False  # neither comes from the other
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
    """Contribution → its links both ways, both ends seen by this reader, as far as a page holds them; one statement where there is none."""
    some = first_seen(actor, list(_standing(ids)), MOST_NEAR)
    links = _links(actor, some) if some else []
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
    known_of = Link.objects.unscoped("of which those that are seen are chosen").standing()
    known_of = known_of.filter(_said_of([contribution.pk]))
    some = first_seen(actor, list(known_of.order_by("-status", "pk").values_list("pk", flat=True)), MOST_TIES)
    found = Link.objects.visible_to(actor).filter(pk__in=some).select_related("later__home", "earlier__home")
    links = sorted(found, key=lambda link: some.index(link.pk))
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
    relation, passages = Relation(link.relation), tuple(said.get(link.pk, ()))
    by_system = link.source == Source.SYSTEM
    is_guess = by_system and relation == Relation.DERIVED_FROM and link.status == Status.PROPOSED
    is_gathered = back and relation == Relation.OBSERVED_IN
    beside = relation == Relation.RELATED_TO
    return Tie(
        link.pk, other, relation.label, link.status, back, by_system, is_guess, is_gathered, beside, passages, **may
    )


def _said_of(ids: Collection[int]) -> Q:
    """Links of these contributions. Passerelle asks at the later alone: many may resemble one remark."""
    return Q(later_id__in=ids) | (Q(earlier_id__in=ids) & ~(GUESS & Q(status=Status.PROPOSED)))


def first_seen(actor: Actor, links: Sequence[int], most: int) -> list[int]:
    """The first of these links of which the actor sees both ends: ever more are looked at until there are enough."""
    found: list[int] = []
    start, step = 0, 4 * most
    while start < len(links) and len(found) < most:
        some = links[start : start + step]
        seen = {link.pk for link in _links(actor, some)}
        found += [pk for pk in some if pk in seen]
        start, step = start + step, 4 * step
    return found[:most]


@prepared
def _standing(ids: Collection[int]) -> QuerySet[Any, int]:
    found: QuerySet[Any, Any] = Link.objects.unscoped("of which those that are seen are chosen").standing()
    return found.filter(_said_of(ids)).order_by("pk").values_list("pk", flat=True)


@prepared
def _links(actor: Actor, links: Collection[int]) -> QuerySet[Link]:
    return Link.objects.visible_to(actor).filter(pk__in=links).order_by("pk")
