"""Write down what a practice brought at a site, confirm what it is worth, and take either back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from statistics import fmean

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.practice import periods, rules
from passerelle.kinds.innovation.practice.grading import grade_again
from passerelle.kinds.innovation.practice.models import Adoption, Measurement
from passerelle.lib.clock import now
from passerelle.lib.text import one_line
from passerelle.people.models import Site
from passerelle.science.grades import grade
from passerelle.science.lift import Lift, compared_lift
from passerelle.trail.actions import measure
from passerelle.trail.models import Grade

LARGEST, MOST = 1e12, 400
Numbers = Sequence[float]


@transaction.atomic
def measure_at(
    contribution: Contribution,
    adoption: Adoption | None,
    *,
    metric: str,
    unit: str,
    more_is_better: bool,
    pre: Numbers,
    post: Numbers,
    control_pre: Numbers,
    control_post: Numbers,
    method: str,
    starts_on: date,
    ends_on: date,
    by: Actor,
    worth: Decimal | None = None,
    worth_unit: str = "",
    by_lot: bool = False,
) -> Measurement:
    """One outcome with its periods; ``adoption`` None is where it was proven. The grade follows from what is there.

    Raises Refused for who does not speak for the site, for a site that never used it, for days before it did or too few of them, without
    numbers, and for impossible ones.
    """
    head = Contribution.objects.locked(contribution.pk)
    adoption = _held(adoption) if adoption else None
    rules.may_measure_at(head, adoption, by).require()
    cells = [list(cell) for cell in (pre, post, control_pre, control_post)]
    if not post or any(len(cell) > MOST or not all(abs(one) <= LARGEST for one in cell) for cell in cells):
        raise Refused(_("Give at least one number from after, and none that nobody could count."))
    if worth is not None and not (worth.is_finite() and 0 <= worth <= LARGEST and one_line(worth_unit, 40)):
        raise Refused(_("Say what it is worth as a number above nothing, and of what: euros, hours, kilograms."))
    if said := periods.why_too_short(adoption, starts_on, ends_on, len(post)):
        raise Refused(said)
    outcome = measure(
        head,
        metric=metric,
        unit=unit,
        baseline=_mean(pre) if pre else None,
        value=_mean(post),
        method=method,
        grade=_grade(cells),
        site=adoption.site if adoption else None,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
    )
    made = Measurement.objects.create(
        practice_id=head.pk,
        outcome=outcome,
        adoption=adoption,
        more_is_better=more_is_better,
        by_lot=by_lot,
        pre=cells[0],
        post=cells[1],
        control_pre=cells[2],
        control_post=cells[3],
        worth=worth,
        worth_unit=one_line(worth_unit, 40),
    )
    grade_again(head)
    return made


@transaction.atomic
def confirm(measurement: Measurement, *, by: Actor) -> None:
    """Somebody else of the site says that it is worth that much; only then it is added up. Twice is once."""
    head = Contribution.objects.locked(measurement.practice_id)
    locked = held_measurement(measurement)
    rules.may_confirm(head, locked, by).require()
    if locked.confirmed_at is not None:
        return
    locked.confirmed_at, locked.confirmed_by_id = now(), by.person_id
    locked.save(update_fields=["confirmed_at", "confirmed_by"])
    record(
        by, "practice.worth_confirmed", head, contribution_id=head.pk, community_id=head.home_id, measurement=locked.pk
    )


@transaction.atomic
def take_back(measurement: Measurement, *, by: Actor) -> None:
    """It was not so, or not of this: number, worth and outcome go, that there was one stays in the journal. Twice is once.

    Raises Refused for others than who wrote it, who speaks for the site, and the community managers.
    """
    head = Contribution.objects.locked(measurement.practice_id)
    locked = _there(measurement)
    if locked is None:
        return
    rules.may_take_back(head, locked, by).require()
    number, outcome = locked.pk, locked.outcome_id
    locked.outcome.delete()  # and with it what it was worked out from
    grade_again(head)
    record(
        by,
        "practice.measurement_taken_back",
        head,
        contribution_id=head.pk,
        community_id=head.home_id,
        measurement=number,
        outcome=outcome,
    )


def held_measurement(measurement: Measurement) -> Measurement:
    """As it is by now, locked. Raises Refused once it was taken back."""
    if (found := _there(measurement)) is None:
        raise Refused(_("This measurement was taken back meanwhile."))
    return found


def _there(measurement: Measurement) -> Measurement | None:
    """As it is by now, None once it was taken back."""
    held = Measurement.objects.select_for_update(of=("self",))  # an outer join cannot be held
    return held.select_related("adoption", "outcome").filter(pk=measurement.pk).first()


def _held(adoption: Adoption) -> Adoption:
    """As it is by now; its site, held first as by those who close one, does not go away meanwhile."""
    Site.objects.select_for_update(no_key=True).filter(pk=adoption.site_id or 0).first()
    known = Adoption.objects.select_for_update(of=("self",)).select_related("site")
    if found := known.filter(pk=adoption.pk).first():
        return found
    raise Refused(_("This site is not asked any more."))


def _mean(numbers: Numbers) -> Decimal:
    return Decimal(str(round(fmean(numbers), 4)))


def _grade(cells: Sequence[list[float]]) -> Grade:
    """Compared only where the comparison can be worked out; before and after without it is indicative.

    That the lot decided is the word of who wrote the numbers alone until somebody else confirms it.
    """
    is_compared = isinstance(compared_lift(*cells), Lift)
    return Grade(grade(number=True, before=bool(cells[0]), comparison=is_compared).value)
