"""Rendered HTML of other platforms, back to the Markdown our renderer reads.

What a reader saw stays word for word; what only decorated it (previews, highlighting, layout) is left behind.
"""

from .blocks import Blocks
from .inline import Image, Inline, Link, Mention
from .tree import parse

__all__ = ["Image", "Link", "Mention", "convert"]


def convert(html: str, *, mention: Mention | None = None, link: Link | None = None, image: Image | None = None) -> str:
    """Markdown that renders to the same visible text as ``html``.

    ``mention(user_id, name)`` gives the Markdown for a mentioned person or None to keep the name as text;
    ``link(href)`` gives the address to use or None to keep only the words; ``image(src, alt)`` gives the destination,
    usually ``attachment:ID``, or None to leave the image out. Without them, mentions become text, and links and images
    stay when their address is absolute.
    """
    return "\n\n".join(Blocks(Inline(mention, link, image)).of(parse(html)))
