"""Words without markup: what search indexes and what excerpts are cut from."""

import re
from html import escape, unescape

from .refs import PLACEHOLDER, Placeholder

# Attribute values are quoted by the sanitizer and may hold a ``>``; a newline after a tag is only the renderer's.
_TAG = re.compile(r'<(/?)([a-z0-9]+)(?:[^>"]|"[^"]*")*>\n?')
_EMPTY_LINES = re.compile(r"\n{3,}")
_HEADING_ENDS = re.compile(r"(?<=\w)\n\n+(?=\S)")  # as a paragraph does not, which closes with a stop
_PART_ENDS = re.compile(r"(?<=[^\s.!?…:;,·–—-])\s*\n\n\s*(?=\S)")
_ROW = re.compile(r"[^\n]*\t[^\n]*\n?")
_TABS = re.compile(r"[\t ]*\t[\t ]*")
_PARAGRAPH = frozenset({"p", "h3", "h4", "h5", "h6", "pre", "blockquote", "ul", "ol", "table"})
_LINE = frozenset({"br", "hr", "li", "tr"})
_CELL = frozenset({"th", "td"})


def to_plain(html: str) -> str:
    """The visible text of sanitized HTML: a blank line between blocks, a line for each item, a tab between cells.

    A mention has no name of its own to keep, so it leaves only ``@…``; attachments leave what the author called them.
    """
    text = unescape(_TAG.sub(_space, PLACEHOLDER.sub(_stand_in, html))).strip()
    if "\n" not in text:  # one paragraph, as most are
        return text
    return _EMPTY_LINES.sub("\n\n", "\n".join([line.rstrip() for line in text.split("\n")]))


def running(html: str) -> str:
    """The visible text of sanitized HTML on one line; a dot parts a heading, an item or a cell without a stop from what follows it."""
    text = unescape(_TAG.sub(_part, PLACEHOLDER.sub(_stand_in, html))).strip()
    return " ".join(_PART_ENDS.sub(" · ", text).split())


def excerpt(plain: str, length: int = 200) -> str:
    """The beginning of a plain text on one line, cut between words; a dot parts a heading or a cell from what follows it."""
    begun = _ROW.sub(_cells, plain[: length * 4].strip())
    line = " ".join(_HEADING_ENDS.sub(" · ", begun).split()).removesuffix(" ·")
    if len(line) <= length and len(plain) <= length * 4:
        return line
    cut = line[:length]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.·") + "…"


def _cells(row: re.Match[str]) -> str:
    return _TABS.sub(" · ", row[0].strip()) + " · "


def _stand_in(match: re.Match[str]) -> str:
    placeholder = Placeholder.from_match(match)
    if placeholder.ref.type == "attachment":
        return escape(placeholder.label)
    return "…" if placeholder.form in ("contribution", "reply") else "@…"


def _part(match: re.Match[str]) -> str:
    tag = match[2]
    if tag in _PARAGRAPH or tag in _CELL or tag in ("li", "hr"):
        return "\n\n"
    return "\n" if tag == "br" else ""


def _space(match: re.Match[str]) -> str:
    closing, tag = match.groups()
    if tag in _PARAGRAPH:
        return "\n\n"
    if tag in _LINE:
        return "\n" if tag == "br" or closing else ""
    return "\t" if tag in _CELL and closing else ""
