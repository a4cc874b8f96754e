"""One Markdown renderer for every text people write.

``render`` derives HTML that names nobody; ``fill`` puts in the names of today for one reader. Raw HTML is off, remote images
are links, and everything passes one sanitizer.
"""

from .filling import (
    Named,
    Picture,
    Resolve,
    Target,
    alone_in,
    fill,
    fill_around,
    fill_line,
    fill_text,
    name_written,
    pointing_text,
    without_names,
)
from .marking import mark
from .plain import excerpt
from .refs import Ref, refs_in, write
from .rendering import RENDERER_VERSION, Rendered, render
from .writing import as_written, normalise_links, quote

__all__ = [
    "RENDERER_VERSION",
    "Named",
    "Picture",
    "Ref",
    "Rendered",
    "Resolve",
    "Target",
    "alone_in",
    "as_written",
    "excerpt",
    "fill",
    "fill_around",
    "fill_line",
    "fill_text",
    "mark",
    "name_written",
    "normalise_links",
    "pointing_text",
    "quote",
    "refs_in",
    "render",
    "without_names",
    "write",
]
