"""Spaces that hold together."""

import pytest

from passerelle.lib.typography import typeset


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Qui vient ?", "Qui vient\u00a0?"),
        ("Jour 3 : « ça se froisse »", "Jour 3\u00a0: «\u00a0ça se froisse\u00a0»"),
        ("24 % des taies", "24\u00a0% des taies"),
        ("A question? Yes: this one", "A question? Yes: this one"),
        ("smile :) and :icon:", "smile\u00a0:) and :icon:"),
        (" : and a piece that goes on with « ", "\u00a0: and a piece that goes on with «\u00a0"),
        ("2 640 robes, 16 h, + 24 %", "2\u00a0640 robes, 16\u00a0h, +\u00a024\u00a0%"),
        ("In 2025 1042 people had 3 hours", "In 2025 1042 people had 3 hours"),
        ("", ""),
    ],
)
def test_punctuation_does_not_begin_a_line(typed: str, set_: str) -> None:
    assert typeset(typed) == set_
