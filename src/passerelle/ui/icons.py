"""Line icons: one sprite, asked for by name."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = Path(__file__).parent / "static/ui/icons.svg"


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """Return every icon in the sprite; kinds check theirs against it at start."""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))


def icon(name: str, label: str | None = None) -> SafeString:
    """Return the icon as inline SVG: silent beside words, or named by `label` when it stands alone.

    Raises KeyError for a name the sprite does not hold, as a missing variable does.
    """
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, _drawing(name))
    return _silent(name)


@lru_cache
def _silent(name: str) -> SafeString:
    """Kept: a page of replies holds hundreds of them."""
    return format_html('<svg class="icon" aria-hidden="true" focusable="false">{}</svg>', _drawing(name))


def _drawing(name: str) -> SafeString:
    if name not in icon_names():
        raise KeyError(
            f"No icon {name!r}; close: {get_close_matches(name, icon_names())}. See frontend/icons/names.json."
        )
    return format_html('<use href="{}#{}"></use>', static("ui/icons.svg"), name)
