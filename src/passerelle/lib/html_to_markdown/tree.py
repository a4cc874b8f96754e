"""The parsed HTML and the few questions we ask of it."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml.html import HtmlElement, fragment_fromstring

from passerelle.lib.text import clean

Node: TypeAlias = str | HtmlElement
SKIPPED = frozenset(
    {
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "svg",
        "math",
        "button",
        "select",
        "textarea",
        "object",
        "iframe",
    }
)

_SPACE = re.compile(r"[ \t\n\r\f]+")


def parse(html: str) -> HtmlElement:
    """The fragment under one element; whatever is wrong in it is repaired as browsers do."""
    # A processing instruction may name an encoding, which is refused in text that is already decoded.
    return fragment_fromstring(re.sub(r"<\?[^>]*>", "", clean(html)) or " ", create_parent="div")


def nodes(element: HtmlElement) -> Iterator[Node]:
    """Texts and elements inside, in order, without comments."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SKIPPED:
            yield child
        if child.tail:
            yield child.tail


def classes(element: HtmlElement) -> frozenset[str]:
    """The class names of an element."""
    return frozenset((element.get("class") or "").split())


def words(element: HtmlElement) -> str:
    """All text inside, on one line."""
    return collapse(str(element.text_content())).strip(" ")


def collapse(text: str) -> str:
    """White space as a browser shows it; a no-break space is a character."""
    return _SPACE.sub(" ", text)
