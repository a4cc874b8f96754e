"""Words, folds and stems: what a text and a question have in common."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.lib.languages import HEARD
from passerelle.search.stems import SNOWBALL, stem, stems_anywhere
from passerelle.search.words import LONGEST_WORD, fold, places, words


def test_words_keep_their_accents_and_lose_their_case():
    assert words("L'Évaluation, d’été : œuvre n°12 !") == ["l", "évaluation", "d", "été", "œuvre", "n", "12"]


def test_a_text_without_spaces_is_cut_sign_by_sign():
    assert words("会議室A12") == ["会", "議", "室", "a12"]


def test_an_accent_set_apart_belongs_to_its_letter():
    assert [fold(word) for word in words("re\u0301union שָׁלוֹם")] == ["reunion", "שלום"]


@pytest.mark.parametrize(
    ("word", "folded"), [("Évalué", "evalue"), ("œuvre", "oeuvre"), ("STRASSE", "strasse"), ("straße", "strasse")]
)
def test_folding(word, folded):
    assert fold(word) == folded


def test_every_language_with_stems_is_told_apart():
    assert set(HEARD) == set(SNOWBALL)


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("fr", "réunion", "réunions"),
        ("fr", "évaluation", "évaluations"),
        ("en", "delivery", "deliveries"),
        ("it", "riunione", "riunioni"),
        ("es", "reunión", "reuniones"),
        ("de", "besprechung", "besprechungen"),
    ],
)
def test_one_and_many_share_a_stem(language, one, many):
    assert stem(one, language) == stem(many, language)
    assert stem(one, language) in stems_anywhere(many)
    assert stem(one, language) in stems_anywhere(fold(many))


@given(st.text(max_size=200))
def test_any_text_gives_words_that_fold_to_letters_and_digits(text):
    assert all(letter.isalnum() for word in words(text) for letter in fold(word))


@given(
    st.text(alphabet=st.one_of(st.sampled_from("aàâbœßø_ -'1²会\u0301"), st.characters()), max_size=200),
    st.frozensets(st.sampled_from("abos12会"), max_size=3),
)
def test_words_are_found_by_how_they_begin(text, initials):
    text = normalize("NFKC", text)
    begin_so = [word for word in words(text) if fold(word)[:1] in initials]
    found = [place[0][:LONGEST_WORD].lower() for place in places(text, initials)]
    assert [word for word in found if fold(word)[:1] in initials] == begin_so
