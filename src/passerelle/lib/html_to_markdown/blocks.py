"""Paragraphs, headings, lists, quotations, code and tables."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from .chat import is_preview, pictured
from .code import fenced
from .inline import Inline
from .tables import table
from .tree import Node, classes, nodes

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTAINERS = frozenset(
    "p div section article main header footer aside nav figure figcaption details summary form fieldset center address "
    "dl dt dd tr td th tbody thead tfoot body html".split()
)
_BLOCKS = _CONTAINERS | _HEADINGS | {"ul", "ol", "li", "blockquote", "pre", "table", "hr"}
# The renderer stops at a bound, so deeper lists and quotations are laid flat rather than lost.
_DEEPEST = 6


class Blocks:
    """Converts block by block; running text goes to ``Inline``."""

    def __init__(self, inline: Inline) -> None:
        self._inline = inline

    def of(self, element: HtmlElement, depth: int = 0) -> list[str]:
        """The blocks inside an element, each as Markdown without empty lines around it."""
        blocks: list[str] = []
        run: list[Node] = []
        for node in nodes(element):
            if isinstance(node, str) or not _is_block(node):
                run.append(node)
                continue
            blocks += [self._inline.paragraph(run), *self._block(node, depth)]
            run = []
        blocks.append(self._inline.paragraph(run))
        return [block for block in blocks if block]

    def _block(self, element: HtmlElement, depth: int) -> list[str]:
        tag = element.tag
        if is_preview(element):
            return []
        if uploaded := pictured(element):
            return [self._inline.image(*uploaded)] if self._inline.shows_uploads else []
        if tag in _HEADINGS:
            text = " ".join(self.of(element, depth)).replace("\n", " ")
            return [f"{'#' * int(tag[1])} {text}"] if text else []
        if tag == "pre":
            return [fenced(element)]
        if tag == "hr":
            return ["---"]
        if tag == "table":
            return table(element, lambda cell: self.of(cell, depth))
        if depth < _DEEPEST and (tag == "blockquote" or "spoiler-content" in classes(element)):
            return self._quotation(element, depth)
        if depth < _DEEPEST and tag in ("ul", "ol"):
            return ["\n".join(self._items(element, depth))]
        return self.of(element, depth)

    def _quotation(self, element: HtmlElement, depth: int) -> list[str]:
        text = "\n\n".join(self.of(element, depth + 1))
        return ["\n".join(f"> {line}".rstrip() for line in text.split("\n"))] if text else []

    def _items(self, element: HtmlElement, depth: int) -> Iterator[str]:
        start = element.get("start") or ""
        number = int(start) if start.isdecimal() and len(start) < 9 else 1
        for item in element:
            if not isinstance(item.tag, str):
                continue
            marker = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            lines = (_task(item) + "\n\n".join(self.of(item, depth + 1))).split("\n")
            yield "\n".join(
                [f"{marker}{lines[0]}".rstrip(), *(f"{' ' * len(marker)}{line}".rstrip() for line in lines[1:])]
            )


def _is_block(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS or any(child.tag in _BLOCKS for child in element)


def _task(item: HtmlElement) -> str:
    box = next((box for box in item.iter("input", "ul", "ol")), None)
    if box is None or box.get("type") != "checkbox":
        return ""
    return "[ ] " if box.get("checked") is None else "[x] "
