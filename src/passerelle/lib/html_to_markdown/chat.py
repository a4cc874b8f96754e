"""What chat platforms put into their HTML by class: mentions, emoji, formulas, previews."""

import re

from lxml.html import HtmlElement

from .tree import classes, words

_PREVIEWS = frozenset(
    {"youtube-video", "vimeo-video", "embed-video", "inline-preview-twitter", "message_embed", "message_inline_ref"}
)
_EMOJI_CODE = re.compile(r"emoji-([0-9a-f]{2,6}(?:-[0-9a-f]{2,6})*)")


def mentioned(element: HtmlElement) -> tuple[str, str] | None:
    """The user id (or nothing) and the name, when the element mentions one person."""
    if "user-mention" not in classes(element):
        return None
    return element.get("data-user-id") or "", words(element).removeprefix("@")


def emoji(element: HtmlElement) -> str | None:
    """The character of an emoji, or the name of one that only its platform has."""
    if "emoji" not in classes(element):
        return None
    code = _EMOJI_CODE.search(element.get("class") or "")
    if code is None:
        return element.get("alt") or words(element)
    return "".join(chr(int(part, 16)) for part in code[1].split("-"))


def formula(element: HtmlElement) -> str | None:
    """The TeX source of a typeset formula between dollars."""
    if not classes(element) & {"katex", "katex-display"}:
        return None
    source = next(element.iter("annotation"), None)
    dollars = "$$" if "katex-display" in classes(element) else "$"
    return f"{dollars}{words(source if source is not None else element)}{dollars}"


def is_preview(element: HtmlElement) -> bool:
    """Whether the platform added this below a link, so that it says nothing the author wrote."""
    return bool(classes(element) & _PREVIEWS)


def pictured(element: HtmlElement) -> tuple[str, str] | None:
    """Address and title of an uploaded image shown below the link to it."""
    if "message_inline_image" not in classes(element):
        return None
    link = next(element.iter("a"), None)
    return (link.get("href") or "", link.get("title") or "") if link is not None else None
