"""Every text can be read and every control seen, by day and by night, in each accent."""

from __future__ import annotations

import math
import re
from itertools import product
from pathlib import Path

import pytest

from passerelle.ui import colours

CSS = Path(__file__).parents[1] / "static/ui/css"
COLOUR = r"oklch\(\s*([\d.]+) ([\d.]+) ([\d.]+|var\(--[a-z-]+\))\s*\)"
PAIR = re.compile(rf"--([a-z0-9-]+): light-dark\({COLOUR}, {COLOUR}\);")
HUE = re.compile(r'\[data-(hue|accent)="([a-z]+)"\] \{\s*--(?:accent-)?hue: (\d+);')

GROUNDS = ("paper", "surface", "raised", "sunken", "hover")
TEXTS = [
    *product(("ink", "ink-2", "ink-3", "accent", "accent-strong", "danger", "success", "attention"), GROUNDS),
    *product(("ink", "ink-2"), ("accent-wash", "attention-wash", "danger-wash", "success-wash")),
    *((tone, f"{tone}-wash") for tone in ("accent", "attention", "danger", "success")),
    ("on-fill", "fill"),
    ("on-fill", "fill-strong"),
    ("paper", "ink"),
]
CONTROLS = [
    *product(
        ("line-strong", "accent-line", "danger-line", "success-line", "attention-line", "kind"),
        ("paper", "surface", "raised"),
    ),
    *((f"{tone}-line", f"{tone}-wash") for tone in ("accent", "attention", "danger", "success")),
    ("fill", "paper"),
    ("fill", "surface"),
]

Oklch = tuple[float, float, str]


def declared() -> dict[str, tuple[Oklch, Oklch]]:
    """Each colour token with its day and its night value, the hue still as written."""
    source = (CSS / "tokens.css").read_text() + (CSS / "hues.css").read_text()
    colours = {}
    for name, *parts in PAIR.findall(source):
        day, night = parts[:3], parts[3:]
        colours.setdefault(name, ((float(day[0]), float(day[1]), day[2]), (float(night[0]), float(night[1]), night[2])))
    return colours


def hues(which: str) -> dict[str, float]:
    return {name: float(hue) for sort, name, hue in HUE.findall((CSS / "hues.css").read_text()) if sort == which}


def linear_rgb(colour: Oklch, hue: float) -> tuple[float, float, float]:
    """OKLCH to linear sRGB, clipped to what a screen shows."""
    lightness, chroma, written = colour
    angle = math.radians(hue if written.startswith("var") else float(written))
    a, b = chroma * math.cos(angle), chroma * math.sin(angle)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return tuple(min(1.0, max(0.0, channel)) for channel in (red, green, blue))  # type: ignore[return-value]


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """The WCAG 2 contrast ratio of two linear colours."""
    light, dark = sorted(
        (0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (one, other)), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


COLOURS = declared()
ACCENTS = {"teal": 196.0} | hues("accent")
KINDS = hues("hue")


def ratio(front: str, back: str, theme: int, hue: float) -> float:
    return contrast(*(linear_rgb(COLOURS[name][theme], hue) for name in (front, back)))


def hues_for(front: str, back: str) -> dict[str, float]:
    if front == "kind":
        return KINDS
    return ACCENTS if "accent" in front + back or "fill" in front + back else {"": 0.0}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_text_has_a_contrast_of_at_least_4_5(theme: int) -> None:
    weak = {
        (front, back, name): round(found, 2)
        for front, back in TEXTS
        for name, hue in hues_for(front, back).items()
        if (found := ratio(front, back, theme, hue)) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_control_has_a_contrast_of_at_least_3(theme: int) -> None:
    weak = {
        (front, back, name): round(found, 2)
        for front, back in CONTROLS
        for name, hue in hues_for(front, back).items()
        if (found := ratio(front, back, theme, hue)) < 3
    }
    assert weak == {}


@pytest.mark.parametrize(("theme", "paper"), [(0, colours.PAPER_BY_DAY), (1, colours.PAPER_BY_NIGHT)])
def test_the_frame_of_the_app_has_the_colour_of_our_paper(theme: int, paper: str) -> None:
    screen = [round(255 * (1.055 * channel ** (1 / 2.4) - 0.055)) for channel in linear_rgb(COLOURS["paper"][theme], 0)]
    written = [int(paper[start : start + 2], 16) for start in (1, 3, 5)]
    assert screen == written
    assert f'content="{paper}"' in (CSS.parents[2] / "jinja2/base.html").read_text()


def test_the_maths_knows_black_and_white() -> None:
    assert contrast(linear_rgb((1, 0, "0"), 0), linear_rgb((0, 0, "0"), 0)) == pytest.approx(21, abs=0.01)


def test_the_names_offered_are_the_names_in_the_style_sheet() -> None:
    assert {name or "teal" for name, _ in colours.ACCENTS} == set(ACCENTS)
    assert set(colours.HUES) == set(KINDS) | {"slate"}
