"""Where a practice is used, where it is being introduced, and where not, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from django.utils import timezone
from django_stubs_ext import StrOrPromise

from passerelle.contributions import rules as spine
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.focal import sites_of
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.naming import may_name
from passerelle.kinds.innovation.practice.reading.asking import Asked, asked
from passerelle.kinds.innovation.practice.reading.cannot_tell import WORDS
from passerelle.kinds.innovation.practice.reading.map import Country, countries
from passerelle.kinds.innovation.practice.reading.questions import Step, next_steps
from passerelle.lib.clock import now
from passerelle.science.spreading import Adopting, Offer, Reached, share_adopting, time_to
from passerelle.science.unsure import Because

WITHIN = 90  # days
CURVE = 2  # sites that use it, before a curve says anything
WIDE, HIGH = 300, 60
NTH = (2, 5, 10)
ORDER = (
    Adoption.Stage.IN_USE,
    Adoption.Stage.ADAPTING,
    Adoption.Stage.CONSIDERING,
    Adoption.Stage.DROPPED,
    Adoption.Stage.DECLINED,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One site, and whether this reader speaks for it."""

    adoption: Adoption
    site: str
    is_mine: bool
    steps: list[Step]

    @property
    def since(self) -> date | None:
        """The day of its stage."""
        answered = (
            timezone.localdate(self.adoption.answered_at) if self.adoption.answered_at else self.adoption.offered_on
        )
        return self.adoption.dropped_on or self.adoption.in_use_on or answered


@dataclass(frozen=True, slots=True)
class Spread:
    """All sites that were asked; ``rows`` only for those who may know sites by name."""

    rows: list[Row]
    counts: list[tuple[str, int]]  # stage in words, sites
    asked: int
    adopting: Adopting | Because
    within: int
    times: list[tuple[int, Reached]]  # days until the second, fifth and tenth site, as far as these were asked
    fidelity: tuple[int, int] | None  # percent of the core elements kept, on average, by how many sites
    curve: str  # the points of a line
    begins: date | None
    waits: list[Asked]  # for which sites this reader is asked
    countries: list[Country]

    @property
    def why_not(self) -> StrOrPromise:
        """Why it cannot be told how quickly it spreads, nothing where it can."""
        return WORDS[self.adopting] if isinstance(self.adopting, Because) else ""


def spread(actor: Actor, contribution: Contribution) -> Spread | None:
    """None as long as it was offered to nobody."""
    known = list(Adoption.objects.filter(practice_id=contribution.pk).select_related("site"))
    if not known:
        return None
    steward = bool(spine.steward(contribution, actor))
    mine = {one.site_id for one in known if one.site_id} if steward else sites_of(contribution, actor.own_id)
    named = [one for one in known if actor.is_staff or (one.site and may_name(actor, one.site, mine))]
    rows = [_row(one, mine, named) for one in named]
    rows.sort(key=lambda row: (ORDER.index(Adoption.Stage(row.adoption.stage)), row.site))
    stages = Counter(one.stage for one in known)
    own = sites_of(contribution, actor.own_id) if steward else mine
    offered = rules.is_offered(contribution)
    return Spread(
        rows=rows,
        counts=[(str(stage.label), stages[stage]) for stage in ORDER if stages[stage]],
        asked=len(known),
        adopting=share_adopting([_offer(one) for one in known], WITHIN, timezone.localdate(now())),
        within=WITHIN,
        times=_times(contribution, known),
        fidelity=_fidelity(known),
        curve=_curve(known),
        begins=min(one.offered_on for one in known),
        waits=asked(row.adoption for row in rows if offered and row.adoption.is_open and row.adoption.site_id in own),
        countries=countries([(one.site, one.stage) for one in named if one.site]),
    )


def _row(adoption: Adoption, mine: Collection[int], named: Sequence[Adoption]) -> Row:
    is_mine = adoption.site_id is not None and adoption.site_id in mine
    return Row(
        adoption, adoption.site.name if adoption.site else "", is_mine, next_steps(adoption, named) if is_mine else []
    )


def _times(contribution: Contribution, known: Sequence[Adoption]) -> list[tuple[int, Reached]]:
    """Sites that gave it up again count: they had got so far."""
    told, today = timezone.localdate(contribution.created_at), timezone.localdate(now())
    used = [one.in_use_on for one in known if one.in_use_on]
    times = [(number, time_to(number, told, used, today)) for number in NTH if number <= len(known)]
    return [(number, one) for number, one in times if isinstance(one, Reached)] if used else []


def _fidelity(known: Sequence[Adoption]) -> tuple[int, int] | None:
    shares = [len(one.kept) / len(one.core) for one in known if one.kept]
    return (round(100 * fmean(shares)), len(shares)) if shares else None


def _offer(adoption: Adoption) -> Offer:
    return Offer(adoption.offered_on, adoption.in_use_on)


def _curve(known: Sequence[Adoption]) -> str:
    """How many used it by each day, from the first offer until today, as points in ``WIDE`` by ``HIGH``."""
    days = sorted(one.in_use_on for one in known if one.in_use_on)
    begins, ends = min(one.offered_on for one in known), timezone.localdate(now())
    length = (ends - begins).days
    if len(days) < CURVE or length < 1:
        return ""
    points, count = [(0.0, 0)], 0
    for day in days:
        at = (day - begins).days / length
        points += [(at, count), (at, count + 1)]
        count += 1
    points.append((1.0, count))
    return " ".join(f"{x * WIDE:.1f},{HIGH - y / len(known) * HIGH:.1f}" for x, y in points)
