"""Topics typed into a form: all of them are taken, or it is said why not."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from passerelle.topics.fields import TopicNamesField
from passerelle.topics.finding import find_or_create


def test_a_name_whose_letters_stand_for_many_is_a_topic(cast):
    topic = find_or_create(["\ufdfa" * 60], "ar")[0]
    assert find_or_create(["\ufdfa" * 60], "ar") == [topic]


def test_names_each_once():
    assert TopicNamesField().clean("Ovens, #Bread,, ovens,Ovens ") == ["Ovens", "Bread", "ovens"]


def test_nothing_is_no_names():
    assert TopicNamesField().clean("") == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a,b,c", "Name at most 2."),
        ("a," + "b" * 81, "“bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…” has more than 80 characters."),
    ],
)
def test_what_is_too_much_is_told(typed, said):
    with pytest.raises(ValidationError) as told:
        TopicNamesField(most=2).clean(typed)
    assert told.value.messages == [said]
