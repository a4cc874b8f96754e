"""The evaluation itself, on a collection small enough to be worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.exchange.evaluation.search import asking, plain
from passerelle.exchange.evaluation.search.collection import Asked, Collection, Conversation
from passerelle.exchange.evaluation.search.collections import collections
from passerelle.exchange.evaluation.search.measures import means, measured

SHARED = Path(__file__).parents[7] / "shared" / "data"
SMALL = Collection(
    "small",
    "en",
    [
        Conversation("Leaking pumps", "Grease the seal.", ["Tighten it crosswise."]),
        Conversation("A lamp flickers", replies=["Change the transformer of the lamp."]),
        Conversation("Leaks of another kind", "The roof."),
    ],
    [
        Asked("how to stop a leaking pump", {0: 2.0, 2: 1.0}),
        Asked("which transformers for lamps", {1: 1.0}),
        Asked("Leaking pumps", {2: 1.0}, itself=0),
        Asked("zebra crossing stripes", {0: 1.0}),
    ],
)


@pytest.mark.django_db
def test_each_question_is_asked_of_the_real_index():
    asking.store(SMALL)
    assert list(asking.ways()) == ["words"]
    orders = list(map(asking.by_words, SMALL.questions))
    assert orders == [[0, 2], [1], [2], []]
    values = measured(orders, SMALL.questions)
    assert values == {
        "MRR@10": [1, 1, 1, 0],
        "recall@5": [1, 1, 1, 0],
        "recall@20": [1, 1, 1, 0],
        "nDCG@10": [1, 1, 1, 0],
    }
    assert means(values) == [0.75] * 4


def test_plain_words_know_no_endings():
    assert plain.orders(SMALL) == [[0, 1], [], [], []]


@pytest.mark.slow
def test_the_floors_are_what_plain_words_reach():
    """That the collections are read as whoever wrote down the floors read them."""
    if not (SHARED / "stackfaq").exists():
        pytest.skip("shared data set stackfaq is absent")
    found = {one.name: one for one in collections(SHARED)}
    for name in ("stackfaq, titles", "stackfaq, with answers"):
        reached = means(measured(plain.orders(found[name]), found[name].questions))
        assert round(reached[0], 3) == found[name].floor
