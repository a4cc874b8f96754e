"""What it brought: each site that measured it, all together without the place it comes from, and what the next may expect."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp
from statistics import fmean

from django_stubs_ext import StrOrPromise

from passerelle.contributions import rules as spine
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.focal import sites_of
from passerelle.kinds.innovation.practice.models import IN_TURN, Adoption, Measurement
from passerelle.kinds.innovation.practice.naming import may_name, may_read_numbers
from passerelle.kinds.innovation.practice.reading.cannot_tell import WORDS
from passerelle.kinds.innovation.practice.reading.comparing import Measure, compared, measure_of, measured_again
from passerelle.kinds.innovation.practice.reading.forest import Forest, forest
from passerelle.kinds.innovation.practice.reading.worth import confirmed_worth
from passerelle.kinds.innovation.practice.rules import may_confirm_lot
from passerelle.science.lift import Lift, compared_lift
from passerelle.science.pooling import Pooled, Successes
from passerelle.science.unsure import Because
from passerelle.trail.models import Grade
from passerelle.trail.reading.outcomes import number
from passerelle.trail.rules import answers_for

COUNTED = 1e11  # of a week or month; more is a slip of the pen


@dataclass(frozen=True, slots=True)
class Effect:
    """One measurement; a mark is drawn where a lift can be told."""

    measurement: Measurement
    site: str
    is_origin: bool
    lift: Lift | Because
    may_confirm: bool
    is_open: bool  # whether this reader may know what was counted
    is_mine: bool  # written down by this reader
    is_over: bool  # a later one counts in its place

    @property
    def percent(self) -> int | None:
        """The change in percent, None where it cannot be told."""
        return None if isinstance(self.lift, Because) else percent(self.lift.y)

    @property
    def before(self) -> str:
        """The mean before, as people write it, nothing without one."""
        return _short(self.measurement.outcome.baseline) if self.is_told else ""

    @property
    def after(self) -> str:
        """The mean after."""
        return _short(self.measurement.outcome.value) if self.is_told else ""

    @property
    def beside(self) -> tuple[str, str] | None:
        """The means at the place it compares itself with, None where there is none to tell."""
        before, after = self.measurement.control_pre, self.measurement.control_post
        return (_mean(before), _mean(after)) if before and after and self.is_told else None

    @property
    def is_told(self) -> bool:
        """Whether its numbers are told at all: to this reader, and unless one of them is a slip of the pen."""
        return self.is_open and not self.is_slip

    @property
    def waits(self) -> bool:
        """Whether whoever wrote a worth down waits for somebody else to confirm it."""
        one = self.measurement
        return self.is_mine and one.worth is not None and one.confirmed_at is None and one.adoption_id is not None

    @property
    def is_slip(self) -> bool:
        """A hundredfold change, or a number nobody counts: another unit or a slip of the pen, and told as no number."""
        if not isinstance(self.lift, Because):
            return False
        one = self.measurement.outcome
        ends = sorted(abs(float(mean)) for mean in (one.baseline, one.value) if mean is not None)
        return self.lift == Because.TOO_LARGE or ends[-1] >= COUNTED or 0 < 100 * ends[0] < ends[-1]

    @property
    def by_lot_alone(self) -> bool:
        """Whether the lot decided by the word of who wrote the numbers alone."""
        return self.measurement.by_lot and self.measurement.outcome.grade == Grade.B

    @property
    def worth(self) -> str:
        """What it is worth in a year, as people write it."""
        return number(self.measurement.worth) or ""

    @property
    def why_not(self) -> StrOrPromise:
        """Why it cannot be told, nothing where it can."""
        if self.is_slip:
            return WORDS[Because.TOO_LARGE]
        return WORDS[self.lift] if isinstance(self.lift, Because) else ""

    @property
    def between(self) -> tuple[int, int] | None:
        """Its 95 % interval in percent."""
        return None if isinstance(self.lift, Because) else _both(self.lift.interval)


@dataclass(frozen=True, slots=True)
class Told:
    """What was measured and how, and by whom alike; names are those of sites the reader may know."""

    metric: str
    unit: str
    method: str
    sites: list[str]


@dataclass(frozen=True, slots=True)
class Effects:
    """All of it, for one reader; partners have rows, marks and worth of their own sites, and what all sites found together."""

    rows: list[Effect]
    metric: str  # what was measured, of what is told together
    more_is_better: bool
    pooled: Pooled | Because
    mean: int | None
    between: tuple[int, int] | None
    expected: tuple[int, int] | Because | None
    good: Successes | Because
    beside_same: int  # that compare themselves with a place another one does
    kept: int | None  # percent of the origin's effect that travels
    backs: list[Effect]  # those this reader may take back
    lots: list[Effect]  # those of which this reader may confirm that the lot decided
    others: list[
        tuple[str, bool, str, str, bool]
    ]  # told, but of something else: site, whether the origin, of what, in which unit, whether the same with good and bad turned
    left_out: int  # by now measured again
    unmeasured: int  # that use it, or did, and measured nothing that can be told
    dropped: int
    worth: list[tuple[str, str, int]]  # of what, how much, confirmed by how many sites
    forest: Forest
    measures: list[Told]

    @property
    def why_not(self) -> StrOrPromise:
        """Why all together cannot be told, nothing where it can."""
        return WORDS[self.pooled] if isinstance(self.pooled, Because) else ""

    @property
    def is_clear(self) -> bool:
        """Whether no change lies outside of what all together found."""
        return isinstance(self.pooled, Pooled) and not self.pooled.low <= 0 <= self.pooled.high

    @property
    def is_better(self) -> bool:
        """Whether the change goes where it should."""
        return isinstance(self.pooled, Pooled) and (self.pooled.mean > 0) == self.more_is_better

    @property
    def why_nothing_expected(self) -> StrOrPromise:
        """Why it cannot be told what the next site may expect."""
        return WORDS[self.expected] if isinstance(self.expected, Because) else ""


def effects(actor: Actor, contribution: Contribution) -> Effects | None:
    """None as long as nobody measured anything."""
    measured_here = Measurement.objects.filter(practice_id=contribution.pk).order_by(*IN_TURN)
    known = list(measured_here.select_related("outcome", "adoption__site"))
    if not known:
        return None
    mine = sites_of(contribution, actor.own_id)
    lifts = [(one, compared_lift(*one.cells)) for one in known]
    over = measured_again(lifts)
    rows = [_effect(actor, mine, one, lift, is_over=one.pk in over) for one, lift in lifts]
    counted = compared(lifts)
    own = {row.measurement.pk for row in rows if actor.is_staff or row.site}  # of others, partners hear what all found
    pooled = counted.pooled
    adoptions = list(Adoption.objects.filter(practice_id=contribution.pk))
    measured = {row.measurement.adoption_id for row in rows if row.percent is not None}
    used = [one for one in adoptions if one.in_use_on is not None]
    names = {row.measurement.pk: row.site for row in rows}
    drawn = [
        ("site" if one.adoption_id else "origin", names[one.pk], lift)
        for one, lift in counted.told
        if one.adoption_id is None or one.pk in own
    ]
    listed = [row for row in rows if row.is_origin or row.measurement.pk in own]
    shown = {one.pk for one, _lift in counted.told}
    uncounted = [row for row in rows if shown and row.percent is not None and row.measurement.pk not in shown]
    common = {measure_of(one) for one, _lift in counted.told}
    turned = {(metric, unit, not more) for metric, unit, more in common}
    elsewise = [row for row in uncounted if measure_of(row.measurement) not in common]
    return Effects(
        rows=sorted(listed, key=lambda row: (row.is_over, not row.is_origin, row.measurement.pk not in shown)),
        metric=counted.told[0][0].outcome.metric if counted.told else "",
        more_is_better=counted.told[0][0].more_is_better if counted.told else True,
        pooled=pooled,
        mean=percent(pooled.mean) if isinstance(pooled, Pooled) else None,
        between=_both((pooled.low, pooled.high)) if isinstance(pooled, Pooled) else None,
        expected=_expected(pooled),
        good=counted.good,
        beside_same=counted.beside_same,
        kept=round(100 * counted.kept) if isinstance(counted.kept, float) else None,
        backs=_backs(actor, contribution, mine, rows),
        lots=[row for row in listed if row.by_lot_alone and may_confirm_lot(contribution, row.measurement, actor)],
        others=[_other(row, turned) for row in elsewise],
        left_out=len(uncounted) - len(elsewise),
        unmeasured=sum(one.pk not in measured for one in used),
        dropped=sum(one.stage == Adoption.Stage.DROPPED for one in adoptions),
        worth=confirmed_worth([one for one in known if one.pk in own]),
        forest=forest(drawn, pooled),
        measures=_measures(listed),
    )


def percent(y: float) -> int:
    """A logarithm of a ratio as a change in whole percent."""
    return round(100 * (exp(y) - 1))


def signed(y: float) -> str:
    """The same with its sign."""
    number = percent(y)
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{abs(number)}\u00a0%"


def _short(value: Decimal | None) -> str:
    """A mean to four digits: more would say more than was counted."""
    return "" if value is None else number(Decimal(f"{value:.4g}")) or ""


def _mean(numbers: Sequence[float]) -> str:
    return _short(Decimal(fmean(numbers)))


def _both(ends: tuple[float, float]) -> tuple[int, int]:
    return percent(ends[0]), percent(ends[1])


def _effect(actor: Actor, mine: Collection[int], one: Measurement, lift: Lift | Because, *, is_over: bool) -> Effect:
    site = one.adoption.site if one.adoption else None
    return Effect(
        measurement=one,
        site=site.name if site and may_name(actor, site, mine) else "",
        is_origin=one.adoption_id is None,
        lift=lift,
        is_open=may_read_numbers(actor, one, mine),
        is_mine=one.outcome.measured_by_id == actor.own_id,
        is_over=is_over,
        may_confirm=one.confirmed_at is None
        and one.worth is not None
        and site is not None
        and site.pk in mine
        and one.outcome.measured_by_id != actor.own_id,
    )


def _other(row: Effect, turned: Collection[Measure]) -> tuple[str, bool, str, str, bool]:
    one = row.measurement
    return row.site, row.is_origin, one.outcome.metric, one.outcome.unit, measure_of(one) in turned


def _backs(actor: Actor, contribution: Contribution, mine: Collection[int], rows: Sequence[Effect]) -> list[Effect]:
    """As ``may_take_back`` of the practice's rules says, asked once for all of them."""
    if not spine.is_alive(contribution):
        return []
    steward, answers = spine.steward(contribution, actor), answers_for(contribution, actor)

    def may(one: Measurement) -> bool:
        own = one.outcome.measured_by_id == actor.own_id
        speaks = one.adoption.site_id in mine if one.adoption else bool(answers)
        return own or speaks or bool(steward)

    return [row for row in rows if may(row.measurement)]


def _expected(pooled: Pooled | Because) -> tuple[int, int] | Because | None:
    if isinstance(pooled, Because):
        return None
    return pooled.prediction if isinstance(pooled.prediction, Because) else _both(pooled.prediction)


def _measures(rows: Sequence[Effect]) -> list[Told]:
    """Each way of measuring once, however many sites went it."""
    found: dict[tuple[str, str, str], Told] = {}
    for row in rows:
        one = row.measurement.outcome
        told = found.setdefault((one.metric, one.unit, one.method), Told(one.metric, one.unit, one.method, []))
        if row.site and row.site not in told.sites:
            told.sites.append(row.site)
    return list(found.values())
