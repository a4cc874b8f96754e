"""Demand beside coverage: what is told, what is pooled, and what the share is."""

from __future__ import annotations

import pytest

from passerelle.science.knowledge import Coverage, Demand, Supply, coverage
from passerelle.science.tests.vectors import VECTORS

VECTOR = VECTORS["coverage"]


def test_the_vector():
    demand = {topic: Demand(**row) for topic, row in VECTOR["demand"].items()}
    supply = {topic: Supply(**row) for topic, row in VECTOR["supply"].items()}
    found = coverage(demand, supply)
    assert found.share == pytest.approx(VECTOR["share"])
    assert (list(found.gaps), list(found.told), found.pooled) == (VECTOR["gaps"], VECTOR["told"], VECTOR["pooled"])


def test_a_topic_few_look_for_is_pooled_and_told_by_nobody_whatever_covers_it():
    assert coverage({"a": Demand(40, 2, people=4)}, {"a": Supply(9, 9)}) == Coverage(0.0, (), (), 42)


@pytest.mark.parametrize(
    ("supply", "covers"), [((1, 2), True), ((1, 1), False), ((0, 2), False), ((3, 9), True), ((0, 0), False)]
)
def test_covered_by_something_to_read_and_two_to_ask(supply, covers):
    assert Supply(*supply).covers is covers


def test_nothing_looked_for_is_no_share_and_few_people_are_never_enough():
    assert coverage({}, {}) == Coverage(None, (), (), 0)
    with pytest.raises(ValueError, match="5 people"):
        coverage({}, {}, k=4)
