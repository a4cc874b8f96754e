"""Marks stand behind what they belong to, and leave the text as it was."""

from __future__ import annotations

import pytest

from passerelle.lib.markdown import mark, pointing_text, render

PERSON = "@{person:abcdefghijkl}"
REPLY = "#{reply:abcdefghijkl}"


@pytest.mark.parametrize(
    ("source", "words", "around"),
    [
        ("One. Two.", "One.", "<p>One.† Two.</p>"),
        ("One *is*. Two.", "One is.", "<p>One <em>is</em>.† Two.</p>"),
        ("One *is.* Two.", "One is.", "<p>One <em>is.</em>† Two.</p>"),
        ("A & B. Two.", "A & B.", "<p>A &amp; B.† Two.</p>"),
        ("A & B. Two.", "A &", "<p>A &amp;† B. Two.</p>"),
        ("- One.\n- Two.", "One.\nTwo.", "<ul>\n<li>One.</li>\n<li>Two.†</li>\n</ul>"),
        (f"So {PERSON} says. Two.", f"So {PERSON} says.", " says.† Two.</p>"),
        (f"So says {PERSON}\n\nTwo.", f"So says {PERSON}", "†</p>"),
    ],
)
def test_a_mark_stands_behind_the_words(source, words, around):
    html = render(source).html
    marked = mark(html, [(words, "†")])
    assert around in marked
    assert marked.replace("†", "") == html


def test_none_goes_into_a_link_or_beside_a_reference_that_stands_alone():
    linked = render("Then [ask. Or call](https://example.org/desk). Two.").html
    assert "Or call</a>†. Two." in mark(linked, [("Then ask.", "†")])
    assert (
        mark(render(f"One.\n\n{REPLY}\n\nTwo.").html, [(f"One.{REPLY}", "†")])
        == render(f"One.\n\n{REPLY}\n\nTwo.").html
    )


def test_several_marks_stand_each_behind_its_own():
    html = render("One. Two. **Three.**\n\nFour.").html
    text = pointing_text(html)
    marks = [(text[: text.index(word) + len(word)], f"[{word}]") for word in ("Four.", "Two.", "Three.", "Two.")]
    assert mark(html, marks) == "<p>One. Two.[Two.][Two.] <strong>Three.</strong>[Three.]</p>\n<p>Four.[Four.]</p>"
    assert mark(html, [(text + "more", "[none]")]) == html
