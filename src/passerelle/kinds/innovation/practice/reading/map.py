"""Where sites that were asked stand: one map for each country of three sites and more; the list says the same in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians

from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.lib.locales import country_name
from passerelle.people.models import Site

WIDE, HIGH, EDGE = 320, 200, 16
FEWEST = 3  # sites: below, a map says nothing that words do not
LINE = 15  # between the names of sites that lie close together
NAMED = 12  # on one side; more names than that cover each other
LEAST = 0.5  # degrees, so that two shops of one town do not lie at opposite ends


@dataclass(frozen=True, slots=True)
class Dot:
    """A site in the picture; its name stands towards the middle, ``level`` high, nowhere among very many."""

    x: float
    y: float
    stage: str
    site: str
    level: float | None = None

    @property
    def is_east(self) -> bool:
        """Whether its name ends where the dot is."""
        return self.x > WIDE / 2


@dataclass(frozen=True, slots=True)
class Country:
    """The sites of one country: how many were asked, how many use it, and where they lie."""

    name: str
    asked: int
    used: int
    dots: list[Dot]


def countries(known: Sequence[tuple[Site, str]]) -> list[Country]:
    """``known`` are sites with their stage; those of which nobody said the country are left out. The largest first."""
    found: dict[str, list[tuple[Site, str]]] = defaultdict(list)
    for site, stage in known:
        if site.country:
            found[site.country].append((site, stage))
    told = [_country(code, sites) for code, sites in found.items()]
    return sorted(told, key=lambda one: (-one.asked, one.name))


def _country(code: str, sites: Sequence[tuple[Site, str]]) -> Country:
    used = sum(stage == Adoption.Stage.IN_USE for _site, stage in sites)
    return Country(country_name(code), len(sites), used, _dots(sites))


def _dots(sites: Sequence[tuple[Site, str]]) -> list[Dot]:
    """Degrees east shrink towards the poles; one scale for both directions, around the middle."""
    points = [
        (site.latitude, site.longitude, stage, site.name)
        for site, stage in sites
        if site.latitude is not None and site.longitude is not None
    ]
    if len(points) < FEWEST:
        return []
    south, north = min(one[0] for one in points), max(one[0] for one in points)
    west, east = min(one[1] for one in points), max(one[1] for one in points)
    middle, centre = (south + north) / 2, (west + east) / 2
    narrow = max(cos(radians(middle)), 0.05)
    scale = min((WIDE - 2 * EDGE) / max((east - west) * narrow, LEAST), (HIGH - 2 * EDGE) / max(north - south, LEAST))
    return _named(
        [
            Dot(
                round(WIDE / 2 + (longitude - centre) * narrow * scale, 1),
                round(HIGH / 2 - (latitude - middle) * scale, 1),
                stage,
                name,
            )
            for latitude, longitude, stage, name in points
        ]
    )


def _named(dots: Sequence[Dot]) -> list[Dot]:
    """Names of one side stand below each other, beside their dot as far as there is room."""
    found = []
    for side in (False, True):
        there = sorted((dot for dot in dots if dot.is_east == side), key=lambda dot: dot.y)
        level = 0.0
        for left, dot in zip(range(len(there), 0, -1), there, strict=True):
            level = min(max(dot.y, level + LINE), HIGH - LINE * left + LINE / 2)
            found.append(replace(dot, level=round(level, 1) if len(there) <= NAMED else None))
    return found
