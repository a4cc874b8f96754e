"""The colours of mail: the tokens of pages as mail programs read them. A test compares both.

A mail has them by day in its elements, where every program finds them, and by night in a style sheet that some obey.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_INK = {"ink": ("#251f1a", "#ece7df"), "ink_2": ("#504841", "#c3bfb7"), "ink_3": ("#6b635c", "#a29e96")}
_PAPER = {"paper": ("#f7f3ec", "#181511"), "surface": ("#fdfcf9", "#201d19"), "line": ("#e0dbd2", "#36322c")}
PAIRS: Mapping[str, tuple[str, str]] = _INK | _PAPER | {"on_fill": ("#fdfcf9", "#fcfaf6")}
# For each accent an organisation may choose: that of links, that of the filled button.
ACCENTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "": {"accent": ("#006162", "#77cfd0"), "fill": ("#006162", "#2a7a7b")},
    "forest": {"accent": ("#2f603e", "#94cea3"), "fill": ("#2f603e", "#497956")},
    "blue": {"accent": ("#30577d", "#94c2f3"), "fill": ("#30577d", "#497097")},
    "indigo": {"accent": ("#4d4e7e", "#b4b8f4"), "fill": ("#4d4e7e", "#656798")},
    "plum": {"accent": ("#6a446c", "#daabdc"), "fill": ("#6a446c", "#835d85")},
    "brick": {"accent": ("#794336", "#efaa9a"), "fill": ("#794336", "#935c4f")},
}


@dataclass(frozen=True, slots=True)
class Palette:
    """Each colour by its name, by day and by night."""

    day: Mapping[str, str]
    night: Mapping[str, str]


def palette_of(accent: str) -> Palette:
    """The colours of an organisation with this accent; the usual ones for one that is not known."""
    pairs = {**PAIRS, **ACCENTS.get(accent, ACCENTS[""])}
    day, night = ({name: pair[time] for name, pair in pairs.items()} for time in (0, 1))
    return Palette(day, night)
