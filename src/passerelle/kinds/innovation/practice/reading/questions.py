"""What people asked about a practice, and whom somebody may ask who meets with an obstacle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from passerelle.contributions.kinds import all_kinds, get_kind
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.trail.models import COUNTED, Link, Relation

MOST, PAIRS = 12, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and whether somebody answered it."""

    head: Contribution
    state: StrOrPromise
    is_open: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What stands in the way of a site; where something it needs is missing, sites that may know how to find it: name and public id."""

    barrier: str
    passed: list[tuple[str, str]]


def questions(actor: Actor, contribution: Contribution) -> list[Asked]:
    """Those this reader sees, the latest first."""
    seeking = {kind.slug: kind.seeking for kind in all_kinds() if kind.seeking}
    tied = Link.objects.unscoped("each is read under its reader's rights").filter(
        earlier=contribution, relation=Relation.RELATED_TO, status__in=COUNTED
    )
    seen = Contribution.objects.visible_to(actor).filter(
        pk__in=tied.values("later_id"), kind_slug__in=list(seeking), standing=Standing.PUBLISHED
    )
    return [
        Asked(one, get_kind(one.kind_slug).states[one.state], one.state in seeking[one.kind_slug])
        for one in seen.order_by("-created_at", "-pk")[:MOST]
    ]


def next_steps(adoption: Adoption, others: Sequence[Adoption]) -> list[Step]:
    """For each question that was answered with no: who can help. ``others`` are sites this reader may know by name."""
    return [Step(name, _passed(adoption, others) if name == "has_needs" else []) for name in adoption.barriers]


def _passed(adoption: Adoption, others: Sequence[Adoption]) -> list[tuple[str, str]]:
    """Those that use it; first those that lacked something as well, and found it."""
    using = [one for one in others if one.stage == Adoption.Stage.IN_USE and one.pk != adoption.pk]
    using.sort(key=lambda one: one.has_needs != Adoption.Known.NO)
    return [(one.site.name, one.site.pid) for one in using if one.site is not None][:PAIRS]
