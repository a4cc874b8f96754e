"""What each of many practices brought, all its sites together without the one it comes from; read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passerelle.kinds.innovation.practice.models import IN_TURN, Measurement
from passerelle.kinds.innovation.practice.reading.cannot_tell import WORDS
from passerelle.kinds.innovation.practice.reading.comparing import compared
from passerelle.kinds.innovation.practice.reading.effects import signed
from passerelle.science.lift import compared_lift
from passerelle.science.pooling import Pooled
from passerelle.science.unsure import Because


@dataclass(frozen=True, slots=True)
class Brought:
    """The mean change with its interval, or why it cannot be told; ``metric`` is what was measured."""

    found: Pooled | Because
    metric: str = ""
    more_is_better: bool = True

    @property
    def rank(self) -> float:
        """The better, the higher; what cannot be told comes last."""
        if isinstance(self.found, Because):
            return float("-inf")
        return self.found.mean if self.more_is_better else -self.found.mean

    @property
    def least(self) -> float:
        """The end of the interval that is nearest to no change, above nothing where it surely helped; what cannot be told is below."""
        if isinstance(self.found, Because):
            return float("-inf")
        return self.found.low if self.more_is_better else -self.found.high

    @property
    def words(self) -> str:
        """In a few words, with the interval."""
        if isinstance(self.found, Because):
            return _("Can’t tell yet")
        told = {
            "mean": signed(self.found.mean),
            "low": signed(self.found.low),
            "high": signed(self.found.high),
            "metric": self.metric,
        }
        return _("%(metric)s %(mean)s (%(low)s to %(high)s)") % told

    @property
    def change(self) -> str:
        """The mean with its interval alone, nothing where it cannot be told."""
        if isinstance(self.found, Because):
            return ""
        return f"{signed(self.found.mean)} ({signed(self.found.low)} … {signed(self.found.high)})"

    @property
    def why_not(self) -> str:
        """Why it cannot be told, nothing where it can."""
        return str(WORDS[self.found]) if isinstance(self.found, Because) else ""


def brought(practices: Sequence[int]) -> dict[int, Brought]:
    """For each of them; one that nobody measured elsewhere cannot be told yet."""
    known = Measurement.objects.filter(practice_id__in=practices, adoption__isnull=False).order_by(*IN_TURN)
    by_practice: dict[int, list[Measurement]] = defaultdict(list)
    for one in known.select_related("outcome"):
        by_practice[one.practice_id].append(one)
    return {pk: _together(by_practice[pk]) for pk in practices}


def _together(known: Sequence[Measurement]) -> Brought:
    """As the page of the practice tells it."""
    counted = compared([(one, compared_lift(*one.cells)) for one in known])
    if isinstance(counted.pooled, Because):
        return Brought(counted.pooled)
    first, _lift = counted.told[0]
    return Brought(counted.pooled, first.outcome.metric, first.more_is_better)
