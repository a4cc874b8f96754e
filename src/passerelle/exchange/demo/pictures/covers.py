"""Covers: arches of a bridge in the colours of a place, another rhythm for each community."""

from __future__ import annotations

from passerelle.exchange.demo.names import chance
from passerelle.exchange.demo.pictures.pen import Colour, Pen

WIDTH, HEIGHT = 1440, 360
SKIES: dict[str, tuple[Colour, Colour, Colour]] = {  # air, far, near
    "morning": ((244, 232, 214), (222, 178, 142), (150, 82, 62)),
    "sea": ((226, 238, 238), (136, 182, 184), (24, 96, 106)),
    "wood": ((238, 238, 224), (174, 188, 146), (78, 104, 70)),
    "evening": ((232, 226, 238), (172, 160, 194), (84, 74, 122)),
    "linen": ((246, 240, 228), (214, 198, 168), (126, 106, 78)),
}


def draw_cover(slug: str, sky: str) -> bytes:
    """The cover of a community, as WebP; the same for the same community."""
    air, far, near = SKIES[sky]
    pen = Pen(WIDTH, HEIGHT, air)
    pen.disc(
        160 + 1100 * chance("sun", slug),
        90 + 60 * chance("height", slug),
        44 + 26 * chance("size", slug),
        fill=_between(air, far, 0.45),
        colour=None,
    )
    _hills(pen, slug, "far", 200, _between(air, far, 0.6))
    _hills(pen, slug, "near", 255, far)
    _bridge(pen, slug, air, near)
    return pen.finish("WEBP")


def _hills(pen: Pen, slug: str, name: str, base: float, colour: Colour) -> None:
    heights = [base + 90 * (chance(name, slug, number) - 0.5) for number in range(8)]
    points: list[tuple[float, float]] = []
    for x in range(0, WIDTH + 1, 12):
        place = x / WIDTH * 6
        left, part = int(place), place - int(place)
        ease = part * part * (3 - 2 * part)
        points.append((x, heights[left] + (heights[left + 1] - heights[left]) * ease))
    pen.shape(*points, (WIDTH, HEIGHT), (0, HEIGHT), fill=colour, colour=None)


def _bridge(pen: Pen, slug: str, air: Colour, colour: Colour) -> None:
    """A deck with arches under it, of one span that repeats."""
    span = 150 + 130 * chance("span", slug)
    deck = 268 + 20 * chance("deck", slug)
    pen.shape((0, deck), (WIDTH, deck), (WIDTH, deck + 12), (0, deck + 12), fill=colour, colour=None)
    start = -span * chance("start", slug)
    for number in range(int(WIDTH / span) + 3):
        left = start + number * span
        for width, shade in ((9, colour), (3, _between(colour, air, 0.35))):
            pen.arc(left + span / 2, deck + span / 2 + 6, span / 2, 180, 360, shade, width)
        pen.line((left, deck), (left, HEIGHT), colour=colour, width=9)


def _between(one: Colour, other: Colour, part: float) -> Colour:
    mixed = [round(a + (b - a) * part) for a, b in zip(one, other, strict=True)]
    return (mixed[0], mixed[1], mixed[2])
