"""What was measured of a practice so far, for whoever measures next."""

from __future__ import annotations

from collections import Counter

from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.practice.models import Measurement


def measures_of(contribution: Contribution) -> list[tuple[str, str]]:
    """What and in which unit, the commonest first."""
    known = Measurement.objects.filter(practice_id=contribution.pk).order_by("pk")
    return [told for told, _times in Counter(known.values_list("outcome__metric", "outcome__unit")).most_common()]
