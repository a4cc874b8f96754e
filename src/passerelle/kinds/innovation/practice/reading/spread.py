"""Where a practice is used, where it is being introduced, and where not, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
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
    """One site, and what this reader may do for it."""

    adoption: Adoption
    site: str
    acts: frozenset[str]  # what this reader may say of it now: answer, use, measure, give_up
    steps: list[Step]
    is_offered: bool

    @property
    def words(self) -> StrOrPromise:
        """Its stage; what is no longer offered is considered by nobody."""
        return stage_words(self.adoption, self.is_offered)

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
    offered, alive = rules.is_offered(contribution), bool(spine.is_alive(contribution))
    rows = [_row(one, alive and one.site_id in mine, offered, named) for one in named]
    rows.sort(key=lambda row: (ORDER.index(Adoption.Stage(row.adoption.stage)), row.site))
    stages = Counter((one.stage, str(stage_words(one, offered))) for one in known)
    own = sites_of(contribution, actor.own_id) if steward else mine
    return Spread(
        rows=rows,
        counts=[(words, stages[stage, words]) for stage, words in sorted(stages, key=lambda one: ORDER.index(one[0]))],
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


def stage_words(adoption: Adoption, is_offered: bool) -> StrOrPromise:
    """How far a site is; one that never answered what is no longer offered considers nothing."""
    stage = Adoption.Stage(adoption.stage)
    return stage.label if is_offered or stage != Adoption.Stage.CONSIDERING else _("No answer: it is no longer offered")


def _row(adoption: Adoption, is_mine: bool, offered: bool, named: Sequence[Adoption]) -> Row:
    steps = next_steps(adoption, named) if is_mine else []
    site = adoption.site.name if adoption.site else ""
    return Row(adoption, site, _acts(adoption, offered) if is_mine else frozenset(), steps, offered)


def _acts(adoption: Adoption, offered: bool) -> frozenset[str]:
    """What can be said of a site at its stage."""
    stage, begun = adoption.stage, (Adoption.Stage.ADAPTING, Adoption.Stage.IN_USE)
    said = {
        "answer": offered and stage in (Adoption.Stage.CONSIDERING, Adoption.Stage.ADAPTING, Adoption.Stage.DECLINED),
        "use": stage != Adoption.Stage.IN_USE and (offered or stage in begun),
        "measure": adoption.in_use_on is not None,
        "give_up": stage in begun,
    }
    return frozenset(act for act, may in said.items() if may)


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
