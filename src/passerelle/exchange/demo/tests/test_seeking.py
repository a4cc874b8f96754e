"""What people of the demo look for, and what a community manager is shown of it."""

from __future__ import annotations

from collections import Counter

import pytest
from django.utils import translation

from passerelle.search.reading import search
from passerelle.search.sought import reading

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_what_the_story_says_of_its_words_is_so(told):
    actor = told.actor("ines-caradec")
    said = {row["words"]: bool(row.get("vain")) for row in told.story.sought["sought"]}
    assert {words: not search(actor, words).total for words in said} == said


def test_a_community_manager_is_shown_words_rates_and_gaps(told):
    steward = told.actor("josephine-amsellem")
    assert reading.may_read(steward)
    shown = {row["words"]: row["vain"] for row in reading.looked_for()}
    assert {words for words, vain in shown.items() if vain} == {
        "télétravail",
        "climatisation",
        "mutuelle",
        "broderie",
        "embroidery",
        "curtains",
    }
    rates = [(language, share <= 30) for _monday, language, _searches, share in reading.in_vain()]
    assert Counter(rates) == {("English", True): 6, ("French", True): 6}
    with translation.override("en"):
        assert [gap.topic.name for gap in reading.gaps(steward)[1]][:1] == ["Campaigns"]
