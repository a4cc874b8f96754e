"""Where sites that were asked stand: one map for each country; the list says the same in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians

from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.lib.locales import country_name
from passerelle.people.models import Site

WIDE, HIGH, EDGE = 320, 200, 16
LINE = 15  # from a dot to the middle of a name above it
HALF, AWAY = 7, 11  # half as high as a name or a dot, and from a dot to where the name beside it begins
LETTER, LONGEST = 6.6, 26  # as wide as a letter is at most on average, and as many of them as are shown
NAMED = 40  # sites of one country; among more than that hardly a name has room
LEAST = 0.5  # degrees, so that two shops of one town do not lie at opposite ends


Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Name:
    """Where the name of a site stands, and which end of it lies there."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A site in the picture; ``name`` only where there is room for it: the list names all."""

    x: float
    y: float
    stage: str
    site: str
    name: Name | None = None


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
    if not points:
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
    """Each in turn has its name beside, above or below it, where that covers no dot, no other name and no edge; those in use come first."""
    if len(dots) > NAMED:
        return list(dots)
    taken = {number: _box(dot.x - HALF, dot.x + HALF, dot.y) for number, dot in enumerate(dots)}
    found = list(dots)
    for number in sorted(taken, key=lambda one: dots[one].stage != Adoption.Stage.IN_USE):
        others = [box for key, box in taken.items() if key != number]
        for name, box in _places(dots[number]):
            if box[0] >= 0 and box[1] >= 0 and box[2] <= WIDE and box[3] <= HIGH and not _covers(box, others):
                found[number], taken[-1 - number] = replace(dots[number], name=name), box
                break
    return found


def _places(dot: Dot) -> list[tuple[Name, Box]]:
    """Towards the middle, towards the edge, above, below."""
    long = LETTER * min(len(dot.site), LONGEST)
    east = (Name(dot.x + AWAY, dot.y, "start"), _box(dot.x + AWAY, dot.x + AWAY + long, dot.y))
    west = (Name(dot.x - AWAY, dot.y, "end"), _box(dot.x - AWAY - long, dot.x - AWAY, dot.y))
    across = [
        (Name(dot.x, round(dot.y + step, 1), "middle"), _box(dot.x - long / 2, dot.x + long / 2, dot.y + step))
        for step in (-LINE, LINE)
    ]
    return [west, east, *across] if dot.x > WIDE / 2 else [east, west, *across]


def _box(left: float, right: float, middle: float) -> Box:
    return left, middle - HALF, right, middle + HALF


def _covers(box: Box, others: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    return any(left < one[2] and one[0] < right and top < one[3] and one[1] < bottom for one in others)
