"""What a person typed, understood: words, "phrases", -exclusions and filters such as ``in:kitchen``.

Nothing typed is an error: an operator without a value is a word, an unclosed quote ends with the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from passerelle.search.words import fold, words

LONGEST_TEXT = 400
MOST_PARTS = 24
FILTERS = {
    "in": "in", "dans": "in",
    "by": "by", "par": "by",
    "kind": "kind", "type": "kind",
    "state": "state", "etat": "state",
    "topic": "topic", "sujet": "topic",
    "before": "before", "avant": "before",
    "after": "after", "apres": "after",
}  # fmt: skip
_PART = re.compile(r'(?P<minus>-)?(?:(?P<name>\w+):(?=\S))?(?:"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]+))')
_QUOTES = str.maketrans({mark: '"' for mark in "«»“”„‟"} | {"’": "'", "\0": " "})
_ELISION = re.compile(r"\b\w{1,6}'(?=\w{3})")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


@dataclass(frozen=True)
class Typed:
    """The parts of one search, each a run of words that belong together."""

    text: str = ""
    wanted: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.wanted or self.filters)

    def day(self, name: str) -> datetime | None:
        """The moment a ``before`` or ``after`` filter names; the last one counts."""
        return _moment(self.filters[name][-1]) if name in self.filters else None


def parse(text: str) -> Typed:
    """Understand what was typed; the text is cut at a length no person types."""
    text = " ".join(text[:LONGEST_TEXT].translate(_QUOTES).split())
    wanted: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    filters: dict[str, tuple[str, ...]] = {}
    for match in list(_PART.finditer(text))[:MOST_PARTS]:
        value = match["phrase"] if match["phrase"] is not None else match["plain"]
        name = FILTERS.get(fold(match["name"] or ""))
        if name in {"before", "after"} and _moment(value) is None:
            name = None
        if name and value.strip():
            filters[name] = (*filters.get(name, ()), value.strip())
            continue
        spoken = value if match["phrase"] is not None else _ELISION.sub("", value)
        run = tuple(words(f"{match['name']} {spoken}" if match["name"] and not name else spoken))
        if run:
            (excluded if match["minus"] else wanted).append(run)
    return Typed(text, tuple(wanted), tuple(excluded), filters)


def _moment(value: str) -> datetime | None:
    match = _DAY.fullmatch(value.strip())
    if match is None:
        return None
    try:
        return datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1), tzinfo=UTC)
    except ValueError:
        return None
