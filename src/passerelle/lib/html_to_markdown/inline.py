"""Running text: emphasis, code, links, images, mentions."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from lxml.html import HtmlElement

from .chat import emoji, formula, mentioned
from .escaping import code_span, destination, escape, escape_line, is_bare
from .tree import Node, collapse, nodes, words

Mention = Callable[[str, str], str | None]
Link = Callable[[str], str | None]
Image = Callable[[str, str], str | None]

_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)

_BARE_AT_END = re.compile(r"https?://\S*[^\s>)]$")


class Inline:
    """Converts what stands inside one paragraph, with the caller's answers for people, links and images."""

    def __init__(self, mention: Mention | None, link: Link | None, image: Image | None) -> None:
        self._mention = mention or (lambda user_id, name: None)
        self._link_target = link or _if_absolute
        self._image_target = image or (lambda src, alt: _if_absolute(src))
        self.shows_uploads = image is not None

    def paragraph(self, content: Iterable[Node]) -> str:
        """One paragraph; a line break in it is a line of its own."""
        lines = (collapse(line).strip(" ") for line in self._join(content).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(map(escape_line, lines)).strip("\n"))

    def image(self, src: str, alt: str) -> str:
        """An image, when the caller has a place for it."""
        target = self._image_target(src, alt) if src else None
        return f"![{escape(alt, in_link=True)}]({destination(target)})" if target else ""

    def _join(self, content: Iterable[Node], *, in_link: bool = False) -> str:
        text = ""
        for node in content:
            piece = (
                escape(collapse(node), in_link=in_link)
                if isinstance(node, str)
                else self._element(node, text[-1:], in_link)
            )
            text = f"{_apart(text, piece)}{piece}"
        return text

    def _element(self, element: HtmlElement, before: str, in_link: bool) -> str:
        tag = element.tag
        if tag == "br":
            return " " if in_link else "\n"
        if tag in _CODE:
            return code_span(collapse(str(element.text_content())))
        if tag in _EMPHASIS:
            return _emphasised(
                self._join(nodes(element), in_link=in_link), _EMPHASIS[tag], before, (element.tail or "")[:1]
            )
        if tag == "a":
            return self._link(element, before, in_link)
        return self._named(element, in_link) or self._join(nodes(element), in_link=in_link)

    def _named(self, element: HtmlElement, in_link: bool) -> str | None:
        if (character := emoji(element)) is not None:
            return escape(character, in_link=in_link)
        if element.tag == "img":
            return self.image(element.get("data-original-src") or element.get("src") or "", element.get("alt") or "")
        if (tex := formula(element)) is not None:
            return code_span(tex)
        person = mentioned(element)
        return self._mention(*person) if person else None

    def _link(self, element: HtmlElement, before: str, in_link: bool) -> str:
        target = None if in_link else self._link_target(element.get("href") or "")
        if not target:
            return self._join(nodes(element), in_link=in_link)
        label = self._join(nodes(element), in_link=True)
        if not label.strip():
            return label
        if words(element) == target and _ABSOLUTE.fullmatch(target) and not set(target) & set("<>`\\"):
            return target if _stands_alone(element, before) and is_bare(target) else f"<{target}>"
        return f"[{label.strip()}]({destination(target)})"


def _apart(text: str, piece: str) -> str:
    """The text so far, so that its last character does not join what follows: an image, a longer code span."""
    if text.endswith("!") and piece.startswith("["):
        return f"{text[:-1]}\\!"
    return f"{text} " if text.endswith("`") and piece.startswith("`") else text


def _stands_alone(link: HtmlElement, before: str) -> bool:
    """Whether white space ends the address on both sides, so that nothing else is taken for a part of it."""
    after = (link.tail or " ")[0]
    return not before.strip() and after.isspace() and link.getparent().tag not in _EMPHASIS


def _emphasised(text: str, mark: str, before: str, after: str) -> str:
    """Emphasis where Markdown can see it; elsewhere the words matter more than their weight."""
    inner = text.strip()
    if not any(map(str.isalnum, inner)) or "\n\n" in inner or before == mark[0] or _clashes(inner, mark):
        return text
    # Between a letter and a sign a mark is not recognised.
    if (_in_word(before) and not _in_word(inner[0])) or (_in_word(after) and not _in_word(inner[-1])):
        return text
    start = text.index(inner)
    return f"{text[:start]}{mark}{inner}{mark}{text[start + len(inner) :]}"


def _in_word(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] not in "CPSZ"


def _clashes(inner: str, mark: str) -> bool:
    """Whether a mark would be read as a part of what it surrounds: of an address, or of the same mark inside.

    Bold in italics and the reverse are fine.
    """
    if mark == "~~" and _BARE_AT_END.search(inner):
        return True
    sign, other = mark[0], {"*": 2, "**": 1}.get(mark, 0)
    starting = len(inner) - len(inner.lstrip(sign))
    ending = 0 if inner.endswith(f"\\{sign}") else len(inner) - len(inner.rstrip(sign))
    return not {starting, ending} <= {0, other}


def _if_absolute(url: str) -> str | None:
    return url if _ABSOLUTE.fullmatch(url) else None
