"""What a person may type."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from passerelle.search.typed import LONGEST_TEXT, Filter, parse


def test_words_phrases_and_exclusions():
    typed = parse('vitrine "prix barrés" -été')
    assert (typed.wanted, typed.excluded) == ((("vitrine",), ("prix", "barrés")), (("été",),))


def test_french_quotes_and_elisions():
    assert parse("« sortie de caisse » l’évaluation").wanted == (("sortie", "de", "caisse"), ("évaluation",))


def test_filters_in_both_languages_with_their_values():
    typed = parse('in:"La Cuisine" par:me kind:idea état:open sujet:sécurité apres:2026-02')
    assert [(part.name, part.value) for part in typed.filters] == [
        ("in", "La Cuisine"), ("by", "me"), ("kind", "idea"), ("state", "open"), ("topic", "sécurité"), ("after", "2026-02"),
    ]  # fmt: skip
    assert typed.day("after") == datetime(2026, 2, 1, tzinfo=UTC)
    assert typed.wanted == ()


def test_what_is_no_filter_is_words():
    typed = parse("note:merci in: https://example.org")
    assert typed.filters == ()
    assert typed.wanted == (("note", "merci"), ("in",), ("https", "example", "org"))


def test_what_is_no_day_is_told_and_not_looked_for():
    typed = parse("before:yesterday lin après:2026-13")
    assert (typed.wanted, typed.filters) == ((("lin",),), ())
    assert [part.written for part in typed.misread] == ["before:yesterday", "après:2026-13"]


def test_a_filter_can_be_taken_away():
    typed = parse('prix in:"La Cuisine" kind:idea')
    assert typed.without(typed.filters[0]) == "prix kind:idea"
    assert typed.filters[1] == Filter("kind", "idea", "kind:idea")


def test_an_unclosed_quote_ends_with_the_line():
    assert parse('"prix barrés').wanted == (("prix", "barrés"),)


@given(st.text(alphabet=st.characters(), max_size=LONGEST_TEXT * 2))
def test_nothing_typed_is_an_error(text):
    typed = parse(text)
    assert len(typed.text) <= LONGEST_TEXT
    assert all(run and all(run) for run in (*typed.wanted, *typed.excluded))
