"""What sites confirmed it is worth, added up."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from passerelle.kinds.innovation.practice.models import Measurement
from passerelle.science.units import unit_code
from passerelle.trail.reading.outcomes import number


def confirmed_worth(known: Iterable[Measurement]) -> list[tuple[str, str, int]]:
    """Of what, how much and at how many sites; each unit by itself, however spelled; of one practice, site and unit what was said last.

    Measurements come ``IN_TURN``, with what their site does with the practice. Those nobody confirmed are left out.
    """
    confirmed = [one for one in known if one.confirmed_at is not None and one.worth is not None]
    last = {(unit_code(one.worth_unit), one.adoption_id): one for one in confirmed}
    found = []
    for key in sorted({key for key, _adoption in last}):
        told = [one for (unit, _adoption), one in last.items() if unit == key]
        sites = {(one.adoption and one.adoption.site_id) or -one.pk for one in told}  # one that is gone is still one
        amount = sum((one.worth for one in told if one.worth is not None), Decimal())
        found.append((told[0].worth_unit, number(amount) or "", len(sites)))
    return found
