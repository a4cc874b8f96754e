"""What has no title is called by its first sentence."""

from __future__ import annotations

import pytest

from passerelle.contributions.headings import heading


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pump seal leaking on line 3", "pump seal leaking on line 3"),
        ("Third time this week: “It is beautiful.” She left.", "Third time this week: “It is beautiful.”"),
        ("Elle est partie. Élodie aussi.", "Elle est partie."),
        ("Mr. Whitfield saw the cable. He left.", "Mr. Whitfield saw the cable."),
        ("Where does the cable go? 3 of them asked.", "Where does the cable go?"),
        ("word " * 40, f"{('word ' * 16).strip()}…"),
        ("", "Untitled"),
    ],
)
def test_the_first_sentence_as_far_as_it_is_short(text, name):
    assert heading("", text) == name


def test_a_title_comes_before_it_and_of_what_is_gone_nothing_is_told():
    assert heading("Cables", "No cable. None.") == "Cables"
    assert heading("Cables", "No cable.", gone=True) == "A text that was taken away"
