"""What a careful printer does to a line before it is set."""

from __future__ import annotations

import re

from markupsafe import Markup

# French sets a space before high punctuation and inside its quotation marks, and typists make it one that breaks.
# A piece of a text may begin or end there: what is before or behind it is another piece, not nothing.
_HELD = re.compile(
    r"(?<!\s) (?=[:;!?»%€](?:\W|$))"
    r"|(?<=«) (?!\s)"
    r"|(?<=[+−]) (?=\d)"
    r"|(?<=\d) (?=\d{3}(?!\d)|(?:h|min|km|kg|g|cm|mm|m²)(?!\w))"
)


def typeset(text: str) -> str:
    """Plain text whose lines never begin with punctuation, nor break inside a number. Markup stays as it is."""
    return text if isinstance(text, Markup) else _HELD.sub("\u00a0", str(text))
