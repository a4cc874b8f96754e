"""Markdown source to everything derived from it."""

from dataclasses import dataclass

from passerelle.lib.text import clean

from .parser import build
from .plain import to_plain
from .refs import INTERNAL_TYPES, MENTION_TYPES, PRIVATE_USE, Ref, placeholders_in, refs_in
from .sanitizer import sanitize
from .shaping import shape

#: Raised whenever the same source would give other HTML; stored HTML of an older version is derived again.
RENDERER_VERSION = 2

_MARKDOWN = build()


@dataclass(frozen=True, slots=True)
class Rendered:
    """What one source text gives: HTML with placeholders, its plain words, and what it points at."""

    html: str
    plain: str
    mentions: frozenset[Ref]
    links: frozenset[Ref]
    attachments: frozenset[str]
    alt_texts: dict[str, str]
    version: int = RENDERER_VERSION


def render(source: str) -> Rendered:
    """Derive HTML from Markdown. The result is safe to show once ``fill`` has put in the names."""
    tokens = shape(_MARKDOWN.parse(PRIVATE_USE.sub("", clean(source))))
    html = sanitize(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})).strip()
    refs = refs_in(html)
    return Rendered(
        html=html,
        plain=to_plain(html),
        mentions=frozenset(ref for ref in refs if ref.type in MENTION_TYPES),
        links=frozenset(ref for ref in refs if ref.type in INTERNAL_TYPES),
        attachments=frozenset(ref.id for ref in refs if ref.type == "attachment"),
        alt_texts={place.id: place.label for place in placeholders_in(html) if place.form == "image"},
    )
