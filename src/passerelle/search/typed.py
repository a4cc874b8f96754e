"""What a person typed, understood: words, "phrases", -exclusions and filters such as ``in:kitchen``.

Nothing typed is an error: an operator without a value is a word, an unclosed quote ends with the line, what is no day is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    "language": "language", "lang": "language", "langue": "language",
    "before": "before", "avant": "before",
    "after": "after", "apres": "after",
}  # fmt: skip
_PART = re.compile(r'(?P<minus>-)?(?:(?P<name>\w+):(?=\S))?(?:"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟", '"') | {"’": "'", "\0": " "})
_ELISION = re.compile(r"\b\w{1,6}'(?=\w{3})")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name in English, its value, and how it stood in the text."""

    name: str
    value: str
    written: str


@dataclass(frozen=True)
class Typed:
    """The parts of one search; words that belong together stand in one run."""

    text: str = ""
    wanted: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    filters: tuple[Filter, ...] = ()
    misread: tuple[Filter, ...] = ()  # before and after something that is no day

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.wanted or self.filters)

    @property
    def words(self) -> str:
        """What is looked for without quotes, exclusions and filters."""
        return " ".join(word for run in self.wanted for word in run)

    def values(self, name: str) -> list[str]:
        """The values of one filter, in the order typed."""
        return [part.value for part in self.filters if part.name == name]

    def day(self, name: str) -> datetime | None:
        """The moment a ``before`` or ``after`` filter names; the last one counts."""
        values = self.values(name)
        return _moment(values[-1]) if values else None

    def without(self, part: Filter) -> str:
        """The text with one filter taken out."""
        return " ".join(self.text.replace(part.written, " ", 1).split())


def parse(text: str) -> Typed:
    """Understand what was typed; the text is cut at a length no person types."""
    text = " ".join(text[:LONGEST_TEXT].translate(_QUOTES).split())
    wanted: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    filters: list[Filter] = []
    misread: list[Filter] = []
    for match in list(_PART.finditer(text))[:MOST_PARTS]:
        value = match["phrase"] if match["phrase"] is not None else match["plain"]
        name = FILTERS.get(fold(match["name"] or ""))
        if name and value.strip():
            is_no_day = name in {"before", "after"} and _moment(value) is None
            (misread if is_no_day else filters).append(Filter(name, value.strip(), match[0]))
            continue
        said = value if match["phrase"] is not None else _ELISION.sub("", value)
        whole = f"{match['name']} {said}" if match["name"] else said
        run = tuple(words(whole))
        if run:
            (excluded if match["minus"] else wanted).append(run)
    return Typed(text, tuple(wanted), tuple(excluded), tuple(filters), tuple(misread))


def _moment(value: str) -> datetime | None:
    match = _DAY.fullmatch(value.strip())
    if match is None:
        return None
    try:
        return datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1), tzinfo=UTC)
    except ValueError:
        return None
