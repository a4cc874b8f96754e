"""References to people, contributions and files: as written in Markdown, and as placeholders in derived HTML.

A post stores ids, never names. Its HTML therefore holds placeholders, between private-use characters that no
source can contain, and the names of today are put in when somebody reads (see ``fill``).
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple

MENTION_TYPES = frozenset({"person", "unit", "community"})
INTERNAL_TYPES = frozenset({"contribution", "reply"})
ID = "[a-z0-9]{6,20}"

PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
WRITTEN = re.compile(
    rf"@\{{(?P<mention>person|unit|community):(?P<who>{ID})\}}|#\{{(?P<internal>contribution|reply):(?P<what>{ID})\}}"
)
ATTACHMENT_URL = re.compile(rf"attachment:({ID})")

_START, _LABEL, _END = "\ue000", "\ue001", "\ue002"
PLACEHOLDER = re.compile(
    f"{_START}(?P<form>[a-z]+):(?P<id>{ID})(?P<inside>!?)(?:{_LABEL}(?P<label>[^{_START}-{_END}]*))?{_END}"
)
PARAGRAPH = re.compile(f"<p>{PLACEHOLDER.pattern}</p>\n?")
"""One that holds a placeholder and nothing else."""


class Ref(NamedTuple):
    """What a text points at: the type of thing and its public id."""

    type: str
    id: str


class Placeholder(NamedTuple):
    """One place in derived HTML that waits for the name of today.

    ``form`` says how it is shown: the type of the thing, or ``image`` and ``file`` for attachments. ``inside_link``
    is true where a link of the author surrounds it, so that it must not become a link itself.
    """

    form: str
    id: str
    label: str = ""
    inside_link: bool = False

    @property
    def ref(self) -> Ref:
        """The thing this place points at."""
        return Ref("attachment" if self.form in ("image", "file") else self.form, self.id)

    def to_html(self) -> str:
        """The placeholder as it stands in derived HTML."""
        return f"{_START}{self.form}:{self.id}{'!' if self.inside_link else ''}{_LABEL}{escape(self.label)}{_END}"

    @classmethod
    def from_match(cls, match: re.Match[str]) -> "Placeholder":
        """Read back what ``to_html`` wrote and the sanitizer kept."""
        return cls(match["form"], match["id"], unescape(match["label"] or ""), bool(match["inside"]))


def ref_written(match: re.Match[str]) -> Ref:
    """The reference in a match of ``WRITTEN``."""
    return Ref(match["mention"] or match["internal"], match["who"] or match["what"])


def write(ref: Ref) -> str:
    """The Markdown that points at ``ref``."""
    return f"{'@' if ref.type in MENTION_TYPES else '#'}{{{ref.type}:{ref.id}}}"


def placeholders_in(html: str) -> Iterator[Placeholder]:
    """Every placeholder in derived HTML, in reading order."""
    return map(Placeholder.from_match, PLACEHOLDER.finditer(html))


def refs_in(html: str) -> frozenset[Ref]:
    """Everything a piece of derived HTML points at, so that one query can load the labels of a whole page."""
    return frozenset(placeholder.ref for placeholder in placeholders_in(html))
