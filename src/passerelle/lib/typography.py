"""What a careful printer does to a line before it is set."""

from __future__ import annotations

import re

from markupsafe import Markup

# French sets a space before high punctuation and inside its quotation marks, and typists make it one that breaks.
# A piece of a text may begin or end there: what is before or behind it is another piece, not nothing.
_BEFORE = re.compile(r"(?<!\s) (?=[:;!?»%€](?:\W|$))")
_AFTER = re.compile(r"(?<=«) (?!\s)")


def typeset(text: str) -> str:
    """Plain text whose punctuation never begins a line: such a space no longer breaks. Markup stays as it is."""
    if isinstance(text, Markup):
        return text
    return _AFTER.sub("\u00a0", _BEFORE.sub("\u00a0", str(text)))
