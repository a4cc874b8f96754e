"""Write down what came of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused, short
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.lib.text import clean
from passerelle.people.models import Site
from passerelle.trail import rules
from passerelle.trail.models import Grade, Outcome

COMPARED = (Grade.A, Grade.B, Grade.C)


@transaction.atomic
def measure(
    contribution: Contribution,
    *,
    metric: str,
    value: Decimal,
    method: str,
    grade: str,
    starts_on: date,
    ends_on: date,
    by: Actor,
    unit: str = "",
    baseline: Decimal | None = None,
    site: Site | None = None,
) -> Outcome:
    """One number with how it was measured. Raises Refused unless the actor answers for the contribution."""
    locked = Contribution.objects.locked(contribution.pk)
    rules.may_measure(locked, by).require()
    if not (what := short(metric, 120)) or not (how := clean(method).strip()):
        raise Refused(_("Say what was measured, and how."))
    if grade not in Grade.values:
        raise Refused(_("Choose how sure it is."))
    if ends_on < starts_on:
        raise Refused(_("The period ends before it begins: change one of the two days."))
    if ends_on > timezone.localdate(now()):
        raise Refused(_("The period is not over yet: a number is written down once it was measured."))
    if grade in COMPARED and baseline is None:
        raise Refused(_("To compare, the number before is needed. Without it the grade is D or E."))
    outcome = Outcome.objects.create(
        contribution=locked,
        metric=what,
        unit=short(unit, 40),
        baseline=baseline,
        value=value,
        method=how,
        grade=grade,
        site=site,
        starts_on=starts_on,
        ends_on=ends_on,
        measured_by_id=by.person_id,
    )
    record(
        by,
        "outcome.measured",
        outcome,
        contribution_id=locked.pk,
        community_id=locked.home_id,
        grade=grade,
    )
    return outcome
