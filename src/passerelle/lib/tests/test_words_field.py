"""Words are measured as they are kept."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError

from passerelle.lib.words_field import WordsField


@pytest.mark.parametrize(
    ("typed", "line", "text"),
    [
        ("  A \t word\n", "A word", "A \t word"),
        ("One\r\ntwo", "One two", "One\ntwo"),
        ("a\0b\x01", "ab", "ab"),
        ("e\u0301", "é", "é"),
    ],
)
def test_as_they_are_kept(typed, line, text):
    assert WordsField().clean(typed) == line
    assert WordsField(widget=forms.Textarea).clean(typed) == text


@pytest.mark.parametrize("widget", [forms.TextInput, forms.Textarea])
@pytest.mark.parametrize("typed", ["", " ", "\u200b", "\u2060 \u3164\x01", "\ufeff"])
def test_nothing_to_see_is_nothing(widget, typed):
    with pytest.raises(ValidationError, match="required"):
        WordsField(widget=widget).clean(typed)


def test_line_ends_count_once():
    assert WordsField(widget=forms.Textarea, max_length=3).clean("a\r\nb") == "a\nb"


def test_what_grows_while_it_is_tidied_is_measured_afterwards():
    with pytest.raises(ValidationError):
        WordsField(max_length=3).clean("\u0958" * 2)
