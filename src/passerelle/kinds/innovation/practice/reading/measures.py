"""What was measured of a practice so far, for whoever measures next."""

from __future__ import annotations

from collections import Counter

from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.practice.models import Measurement
from passerelle.science.units import unit_code


def measures_of(contribution: Contribution) -> list[tuple[str, str, bool]]:
    """What, in which unit, as it was spelled first, and whether more is good; what most places measured stands first."""
    known = Measurement.objects.filter(practice_id=contribution.pk).order_by("pk")
    rows = list(known.values_list("adoption_id", "outcome__metric", "outcome__unit", "more_is_better"))
    spelled = {unit_code(unit): unit for _place, _metric, unit, _more in reversed(rows)}
    told = dict.fromkeys((place, metric, spelled[unit_code(unit)], more) for place, metric, unit, more in rows)
    return [one for one, _places in Counter(each[1:] for each in told).most_common()]
