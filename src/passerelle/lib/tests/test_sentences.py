"""Sentences are cut, chosen and found again; what was changed is not found."""

from __future__ import annotations

import pytest

from passerelle.lib.markdown import name_written, pointing_text, render
from passerelle.lib.sentences import LONGEST, covering, find, sentences, stretch

TEXT = (
    "She said: “Too cold.” Then she left.\nNobody came back! At 8.30 a.m. it was 12.5 degrees… and windy.\n\nToo cold."
)
CUT = [
    "She said: “Too cold.”",
    "Then she left.",
    "Nobody came back!",
    "At 8.30 a.m. it was 12.5 degrees… and windy.",
    "Too cold.",
]


def words(text):
    return [one.words for one in sentences(text)]


def test_sentences_end_where_people_end_them():
    assert words(TEXT) == CUT
    assert words("Bonjour\u00a0! Ça va\u00a0? Oui.") == ["Bonjour !", "Ça va ?", "Oui."]
    assert words("  \n \n") == []
    assert all(len(one) <= LONGEST for one in words("ab " * 2_000))
    assert "".join(words("x" * 2_500)) == "x" * 2_500


@pytest.mark.parametrize(
    ("opens", "closes"), [("«", "»"), ("«\u00a0", "\u00a0»"), ("“", "”"), ("„", "“"), ("„", "”"), ('"', '"')]
)
def test_what_stands_between_quotation_marks_stays_together(opens, closes):
    said = f"{opens}Bella. E l'orlo chi me lo fa?{closes}"
    shown = said.replace("\u00a0", " ")
    assert words(f"Una cliente. {said} Poi esce.") == ["Una cliente.", shown, "Poi esce."]
    assert words(f"Dice: {said}. Poi esce.") == [f"Dice: {shown}.", "Poi esce."]


def test_a_quotation_mark_without_its_other_holds_nothing_together():
    assert words('A 5" pipe. It leaks. A 6" one. It holds.') == ['A 5" pipe.', "It leaks.", 'A 6" one.', "It holds."]
    assert words("He said: “Too cold. Then he left.") == ["He said: “Too cold.", "Then he left."]
    assert words("“One.\nTwo. Three.”") == ["“One.", "Two.", "Three.”"]
    assert len(words(f"«{'Ja. ' * 200}Ja.»")) == 201


@pytest.mark.parametrize(
    ("said", "until", "row"),
    [
        ("left.", "left.", (1, 1)),
        ("cold.” Then", "cold.” Then", (0, 1)),
        ("Then  she\n left. Nobody", "came back!", (1, 2)),
        ("no such words", "left", None),
        ("left", "no such words", None),
        ("", "", None),
    ],
)
def test_what_is_marked_covers_whole_sentences(said, until, row):
    assert covering(said, until, CUT) == row


def test_a_passage_is_found_again_where_it_stands_among_the_same_words():
    known = sentences(TEXT)
    last = stretch(TEXT, known, 4, 4)
    assert find(TEXT, last) == "Too cold."
    moved = "Another beginning. " + TEXT.replace("\n", " ")
    assert find(moved, stretch(TEXT, known, 1, 2)) == "Then she left. Nobody came back!"
    assert find(TEXT.replace("left", "went"), stretch(TEXT, known, 1, 2)) is None
    assert [stretch(TEXT, known, *row) for row in ((-1, 0), (3, 5), (2, 1))] == [None, None, None]


def test_a_passage_names_nobody_and_is_found_under_any_name():
    text = pointing_text(render("As @{person:abcdefghijkl} says: *cold*. Yes.").html)
    wanted = stretch(text, sentences(text), 0, 0)
    assert wanted.quote == "As @{person:abcdefghijkl} says: cold."
    assert name_written(find(text, wanted), {}) == "As @someone says: cold."
