"""Adaptations beside what they were made from: whether one does better, said only where it can be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import IN_TURN, Measurement
from passerelle.kinds.innovation.practice.reading.cannot_tell import WORDS
from passerelle.kinds.innovation.practice.reading.comparing import Measure, compared, measure_of
from passerelle.kinds.innovation.practice.reading.effects import signed
from passerelle.science.advantage import Advantage, Estimate, advantage
from passerelle.science.lift import Lift, compared_lift
from passerelle.science.pooling import Pooled
from passerelle.science.unsure import Because

Pair = tuple[Contribution, Contribution]
Known = Sequence[Measurement]
Own = Mapping[Measure, tuple[Measurement, Lift]]


@dataclass(frozen=True, slots=True)
class Beside:
    """An adaptation and its origin; their two effects where they are compared."""

    adapted: Contribution
    origin: Contribution
    found: Advantage | Because
    metric: str = ""
    mine: float = 0.0
    its: float = 0.0
    elsewhere: bool = False  # all sites after the first of each, else the first of each

    @property
    def is_better(self) -> bool:
        """Whether the adaptation surely does better."""
        return isinstance(self.found, Advantage) and self.found.is_better

    @property
    def is_worse(self) -> bool:
        """Whether its origin surely does."""
        return isinstance(self.found, Advantage) and self.found.is_worse

    @property
    def figures(self) -> str:
        """Both effects, and the difference with its interval."""
        if isinstance(self.found, Because):
            return ""
        told = {
            "metric": self.metric,
            "mine": signed(self.mine),
            "its": signed(self.its),
            "difference": signed(self.found.y),
            "low": signed(self.found.low),
            "high": signed(self.found.high),
        }
        if self.elsewhere:
            return (
                _(
                    "%(metric)s, at the sites that took each up: %(mine)s instead of %(its)s, "
                    "which is %(difference)s beside the original (%(low)s to %(high)s)."
                )
                % told
            )
        return (
            _(
                "%(metric)s, where each was proven: %(mine)s instead of %(its)s, "
                "which is %(difference)s beside the original (%(low)s to %(high)s)."
            )
            % told
        )

    @property
    def why_not(self) -> str:
        """Why they cannot be compared, nothing where they are."""
        return str(WORDS[self.found]) if isinstance(self.found, Because) else ""


def beside(actor: Actor, pairs: Sequence[Pair]) -> list[Beside]:
    """Of the pairs of which this reader may know both effects, those whose adaptation measured anything; in one statement."""
    readable = readable_ids(actor)
    told = [pair for pair in pairs if all(one.home_id in readable for one in pair)]
    if not told:
        return []
    heads = {one.pk for pair in told for one in pair}
    known: dict[int, list[Measurement]] = defaultdict(list)
    for one in Measurement.objects.filter(practice_id__in=heads).order_by(*IN_TURN).select_related("outcome"):
        known[one.practice_id].append(one)
    return [_beside(*pair, known[pair[0].pk], known[pair[1].pk]) for pair in told if known[pair[0].pk]]


def _beside(adapted: Contribution, origin: Contribution, mine: Known, its: Known) -> Beside:
    """Like with like: what other sites found beside what other sites found, else the first place of each."""
    both = _elsewhere(mine), _elsewhere(its)
    elsewhere = both[0] is not None and both[1] is not None and both[0].measure == both[1].measure
    if not elsewhere:
        both = _first(_own(mine), _own(its))
    one, other = both
    if one is None or other is None:
        return Beside(adapted, origin, _why_not(mine, its))
    found = advantage(one, other)
    metric = next(each.outcome.metric for each in mine if measure_of(each) == one.measure)
    return Beside(adapted, origin, found, metric, one.y, other.y, elsewhere)


def _elsewhere(known: Known) -> Estimate | None:
    counted = compared([(one, compared_lift(*one.cells)) for one in known])
    pooled = counted.pooled
    if not isinstance(pooled, Pooled):
        return None
    first = counted.told[0][0]
    return Estimate(pooled.mean, pooled.low, pooled.high, measure_of(first), first.more_is_better)


def _own(known: Known) -> Own:
    """What the first place found, of each measure what it measured last."""
    lifts = ((one, compared_lift(*one.cells)) for one in known if one.adoption_id is None)
    return {measure_of(one): (one, lift) for one, lift in lifts if isinstance(lift, Lift)}


def _first(mine: Own, its: Own) -> tuple[Estimate | None, Estimate | None]:
    same = next((what for what in mine if what in its), None)
    return (None, None) if same is None else (_estimate(*mine[same]), _estimate(*its[same]))


def _estimate(one: Measurement, lift: Lift) -> Estimate:
    return Estimate(lift.y, *lift.interval, measure_of(one), one.more_is_better)


def _why_not(mine: Known, its: Known) -> Because:
    """Both found something, but different things; else what is missing of the first of them that lacks it."""
    for known in (mine, its):
        lifts = [compared_lift(*one.cells) for one in known if one.adoption_id is None]
        if not any(isinstance(lift, Lift) for lift in lifts):
            return next((lift for lift in lifts if isinstance(lift, Because)), Because.TOO_FEW_SITES)
    return Because.MIXED_MEASURES
