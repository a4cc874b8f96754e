"""The passage that shows why something was found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from growth import is_steep
from passerelle.search.analysis import term
from passerelle.search.backends.port import TITLE
from passerelle.search.highlight import Highlighter
from passerelle.search.typed import parse


def highlighter(text: str) -> Highlighter:
    return Highlighter.of([term(run) for run in parse(text).wanted])


def test_accents_and_endings_do_not_matter():
    assert highlighter("reunions").marked("La réunion du lundi", "fr") == "La <mark>réunion</mark> du lundi"


def test_markup_in_a_text_stays_text():
    assert highlighter("prix").marked('<b>prix</b> & "co"') == "&lt;b&gt;<mark>prix</mark>&lt;/b&gt; &amp; &#34;co&#34;"


def test_the_stretch_with_most_different_words_is_shown():
    text = "prix " + "rien du tout " * 60 + "le prix de la vitrine " + "encore rien " * 60
    snippet = highlighter("prix vitrine").snippet(text, "fr", width=80)
    assert "<mark>prix</mark> de la <mark>vitrine</mark>" in snippet
    assert snippet.startswith("…")
    assert snippet.endswith("…")


def test_without_a_match_the_beginning_is_shown():
    assert highlighter("vitrine").snippet("Deux lignes\n\nseulement.") == "Deux lignes seulement."


def test_an_unfinished_word_lights_up():
    assert Highlighter.of([term(("vit",), begins=TITLE)]).marked("Vitrines") == "<mark>Vitrines</mark>"


@given(st.text(max_size=400), st.text(max_size=40))
def test_nothing_but_marks_is_added(text, wanted):
    marked = str(highlighter(wanted).marked(text))
    plain = marked.replace("<mark>", "").replace("</mark>", "")
    assert "".join(plain.split()) == "".join(str(escape(text)).split())
    assert marked.count("<mark>") == marked.count("</mark>")


def test_a_page_of_long_texts_costs_no_more_than_their_length():
    words = "réunion prix vitrine équipe magasin livraison client caisse évaluation conseil".split()
    found = highlighter("réunions des clients")

    def work(length: int) -> None:
        for number in range(20):
            text = " ".join(words[(number * 7 + place * place) % len(words)] for place in range(length))
            found.snippet(text, "fr")

    assert not is_steep(work, 150)


def test_a_german_word_lights_up_for_a_noun_it_is_made_of():
    text = "Die Kundenbeschwerden der Schule und ein Beschwerdeweg"
    marked = "Die <mark>Kundenbeschwerden</mark> der Schule und ein <mark>Beschwerdeweg</mark>"
    assert highlighter("Beschwerde").marked(text, "de") == marked
    assert highlighter("Beschwerde").marked(text, "en") == text
