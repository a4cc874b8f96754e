"""A table of contents out of the headings of a text, each of which gets an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from markupsafe import Markup

from passerelle.lib.text import slugify

_HEADING = re.compile(r"<h([3-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
FEWEST = 3  # below, one sees them at a glance


@dataclass(frozen=True, slots=True)
class Heading:
    """Its words, its address on the page, and how deep it lies: 0 or 1."""

    words: str
    anchor: str
    depth: int


@dataclass(frozen=True, slots=True)
class Outlined:
    """A text whose headings can be linked to, and those of its two upper levels."""

    html: Markup
    contents: list[Heading]


def sections(html: str) -> list[Markup]:
    """The parts of a text, each from one of its upper headings on; what stands before the first, even if nothing does, is the first."""
    top = min((int(match[1]) for match in _HEADING.finditer(html)), default=3)
    starts = [match.start() for match in _HEADING.finditer(html) if int(match[1]) == top]
    bounds = [0, *starts, len(html)]
    return [Markup(html[start:end]) for start, end in pairwise(bounds)]  # noqa: S704  it came from our sanitizer, cut before a heading


def outlined(html: str) -> Outlined:
    """Give each heading an address that stays the same as long as its words do, and begin below the title: at h2."""
    taken: dict[str, int] = {}
    found: list[tuple[int, str, str]] = []
    top = min((int(match[1]) for match in _HEADING.finditer(html)), default=3)

    def with_anchor(match: re.Match[str]) -> str:
        words, depth = unescape(_TAG.sub("", match[2])).strip(), int(match[1]) - top
        name = slugify(words) or "part"
        taken[name] = taken.get(name, 0) + 1
        anchor = f"s-{name}" if taken[name] == 1 else f"s-{name}-{taken[name]}"
        found.append((depth, words, anchor))
        return f'<h{depth + 2} id="{anchor}">{match[2]}</h{depth + 2}>'

    changed = Markup(_HEADING.sub(with_anchor, html))  # noqa: S704  it came from our sanitizer, and gets ids of letters and digits
    shown = [Heading(words, anchor, depth) for depth, words, anchor in found if depth < 2 and words]
    return Outlined(changed, shown if len(shown) >= FEWEST else [])
