"""A pen on paper: drawn twice as large, then made smaller, so that lines are smooth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
PAPER: Colour = (250, 246, 238)
INK: Colour = (38, 50, 56)
TEAL: Colour = (18, 110, 118)
CLAY: Colour = (196, 98, 66)
SAND: Colour = (226, 206, 172)
LEAF: Colour = (86, 128, 84)
RED: Colour = (190, 52, 48)
BLUE: Colour = (66, 104, 160)
FINER = 2


class Pen:
    """Draws in a picture of ``width`` × ``height``; every number is in its pixels."""

    def __init__(self, width: int, height: int, paper: Colour = PAPER) -> None:
        """Lay the paper."""
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * FINER, height * FINER), paper)
        self._draw = ImageDraw.Draw(self._image)

    def line(self, *points: tuple[float, float], colour: Colour = INK, width: float = 3) -> None:
        """Through all the points."""
        self._draw.line(self._scaled(points), fill=colour, width=round(width * FINER), joint="curve")

    def shape(self, *points: tuple[float, float], fill: Colour | None = None, colour: Colour | None = INK) -> None:
        """A closed one."""
        if fill is not None:
            self._draw.polygon(self._scaled(points), fill=fill)
        if colour is not None:
            self.line(*points, points[0], points[1], colour=colour)

    def box(self, x: float, y: float, width: float, height: float, **look: Colour | None) -> None:
        """A rectangle by its upper left corner."""
        self.shape((x, y), (x + width, y), (x + width, y + height), (x, y + height), **look)

    def disc(
        self, x: float, y: float, radius: float, *, fill: Colour | None = None, colour: Colour | None = INK
    ) -> None:
        """A circle around a point."""
        corners = self._scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.ellipse(corners, fill=fill, outline=colour, width=3 * FINER)

    def arc(
        self, x: float, y: float, radius: float, start: float, end: float, colour: Colour = INK, width: float = 3
    ) -> None:
        """Part of a circle; degrees, clockwise from three o'clock."""
        steps = max(8, int(abs(end - start) / 3))
        angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
        self.line(*((x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles), colour=colour, width=width)

    def write(self, x: float, y: float, words: str, size: float = 26, colour: Colour = INK, anchor: str = "lm") -> None:
        """A few words."""
        font = ImageFont.load_default(size=size * FINER)
        self._draw.text((x * FINER, y * FINER), words, fill=colour, font=font, anchor=anchor)

    def finish(self, form: str) -> bytes:
        """The picture as a file: PNG or WEBP."""
        small = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        stored = BytesIO()
        small.save(stored, form, quality=84)
        return stored.getvalue()

    @staticmethod
    def _scaled(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x * FINER, y * FINER) for x, y in points]
