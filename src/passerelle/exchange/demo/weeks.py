"""The weeks of a shop: drawn from what is planted, with the season its country shares and the noise of a shop of its own."""

from __future__ import annotations

from statistics import NormalDist

from passerelle.exchange.demo.names import chance

WEEKS = 16  # before, and after
SEASON, NOISE, PLACE = 0.04, 0.05, 0.02  # of a country's week, of a shop's week, of what a shop makes of a practice


def drawn(*about: object, spread: float) -> float:
    """One draw around nothing, the same in every demo."""
    return NormalDist(0, spread).inv_cdf(min(max(chance("draw", *about), 1e-9), 1 - 1e-9))


def cells(about: str, site: str, control: str, *, country: str, level: float, lift: float) -> dict[str, list[float]]:
    """Before and after, here and at a shop that changed nothing; where it was proven (``site`` empty) chance helped a little."""
    own = lift + (0.03 if lift > 0 and not site else drawn(about, site, spread=PLACE))
    height, other = (level * (1 + drawn(about, place, "level", spread=0.1)) for place in (site, control))
    weeks = range(2 * WEEKS)
    season = [1 + drawn(about, country, week, spread=SEASON) for week in weeks]
    here = [height * season[week] * (1 + drawn(about, site, week, spread=NOISE)) for week in weeks]
    there = [other * season[week] * (1 + drawn(about, site, control, week, spread=NOISE)) for week in weeks]
    after = [one * (1 + own) for one in here[WEEKS:]]
    parts = {"pre": here[:WEEKS], "post": after, "control_pre": there[:WEEKS], "control_post": there[WEEKS:]}
    return {name: [round(one, 1) for one in numbers] for name, numbers in parts.items()}
