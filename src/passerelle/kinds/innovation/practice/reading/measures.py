"""What was measured of a practice so far, for whoever measures next."""

from __future__ import annotations

from collections import Counter

from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.practice.models import Measurement
from passerelle.science.units import unit_code


def measures_of(contribution: Contribution) -> list[tuple[str, str]]:
    """What and in which unit, each unit as it was spelled first; the commonest stand first."""
    known = Measurement.objects.filter(practice_id=contribution.pk).order_by("pk")
    told = list(known.values_list("outcome__metric", "outcome__unit"))
    spelled = {unit_code(unit): unit for _metric, unit in reversed(told)}
    return [one for one, _times in Counter((metric, spelled[unit_code(unit)]) for metric, unit in told).most_common()]
