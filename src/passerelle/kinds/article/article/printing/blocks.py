"""The text of an article as the blocks that paper knows: headings, paragraphs, lists, tables. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

TITLES: Mapping[str, int] = {"h3": 2, "h4": 3, "h5": 3, "h6": 3}
ALONE = frozenset({"p", "pre", "blockquote", "li", "td", "th", "figcaption", *TITLES})


@dataclass(slots=True)
class Block:
    """One of them: ``tag`` is that of a heading, ``p``, ``ul``, ``ol`` or ``table``; each row has one cell unless it is a table's."""

    tag: str
    rows: list[list[str]] = field(default_factory=list)


def blocks(html: str) -> list[Block]:
    """What our sanitizer let through, in order; what stands inside an item of a list is one item more."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end("p")
    return [block for block in reader.found if any(any(row) for row in block.rows)]


class _Reader(HTMLParser):
    """Collects words until something ends them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._words: list[str] = []
        self._lists: list[Block] = []
        self._table: Block | None = None
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new block ends the words before it; a picture stands for what it shows."""
        self._code += tag == "pre"
        if tag in ALONE or tag in ("ul", "ol", "table"):
            self.end("p")
        if tag in ("ul", "ol"):
            self._lists.append(Block(tag))
            self.found.append(self._lists[-1])
        elif tag == "table":
            self._table = Block("table")
            self.found.append(self._table)
        elif tag == "tr" and self._table is not None:
            self._table.rows.append([])
        elif tag in _SAID:
            self._words.append(_SAID[tag](dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Words belong to what they stand in."""
        self._code -= tag == "pre"
        if tag in ("td", "th") and self._table is not None and self._table.rows:
            self._table.rows[-1].append(self._said())
        elif tag in ("ul", "ol") and self._lists:
            self.end("p")
            self._lists.pop()
        elif tag == "table":
            self._table = None
        elif tag in ALONE:
            self.end(tag)

    def handle_data(self, data: str) -> None:
        """Spaces and lines of the source mean nothing, except in code."""
        self._words.append(data if self._code else " ".join(f"|{data}|".split())[1:-1])

    def end(self, tag: str) -> None:
        """What was said so far is a block, an item of the list it stands in, or still inside a cell."""
        if self._table is not None:
            return
        if said := self._said():
            if self._lists:
                self._lists[-1].rows.append([said])
            else:
                self.found.append(Block(tag if tag in TITLES else "p", [[said]]))

    def _said(self) -> str:
        words, self._words = "".join(self._words).strip(), []
        return words


_SAID: Mapping[str, Callable[[dict[str, str | None]], str]] = {
    "br": lambda given: "\n",
    "img": lambda given: f"[{given.get('alt') or '…'}]",
    "input": lambda given: "☑ " if "checked" in given else "☐ ",
}
