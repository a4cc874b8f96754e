"""An adaptation beside what it was made from: better, worse, or nobody knows."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.advantage import Advantage, Estimate, advantage
from passerelle.science.lift import Lift
from passerelle.science.unsure import Because


def of(y, v, *, measure="returns", more_is_better=True):
    low, high = Lift(y, v).interval
    return Estimate(y, low, high, measure, more_is_better)


ESTIMATES = st.builds(of, st.floats(-0.7, 0.7), st.floats(0.0001, 0.1))


@given(ESTIMATES, ESTIMATES)
def test_independent_variances_add_up_and_turning_it_round_turns_the_answer(one, other):
    found, back = advantage(one, other), advantage(other, one)
    assert isinstance(found, Advantage)
    assert isinstance(back, Advantage)
    spread = sqrt((one.high - one.y) ** 2 + (other.high - other.y) ** 2)
    assert (found.low, found.high) == pytest.approx((found.y - spread, found.y + spread), abs=1e-12)
    assert (back.low, back.y, back.high) == pytest.approx((-found.high, -found.y, -found.low), abs=1e-12)
    assert found.is_better + found.is_worse <= 1
    lower = advantage(replace(one, more_is_better=False), replace(other, more_is_better=False))
    assert isinstance(lower, Advantage)
    assert (lower.is_better, lower.is_worse) == (found.is_worse, found.is_better)


def test_it_is_said_only_when_the_whole_interval_is_on_one_side():
    better = advantage(of(0.30, 0.0016), of(0.10, 0.0009))  # 0.20 ± 1.96·0.05
    assert isinstance(better, Advantage)
    assert (better.low, better.high) == pytest.approx((0.102, 0.298), abs=1e-4)
    assert (better.is_better, better.is_worse) == (True, False)
    unsure = advantage(of(0.19, 0.0016), of(0.10, 0.0009))  # 0.09 ± 0.098, though both differ from nothing
    assert isinstance(unsure, Advantage)
    assert (unsure.is_better, unsure.is_worse) == (False, False)


def test_what_cannot_be_compared_is_not():
    assert advantage(of(0.3, 0.001), of(0.1, 0.001, measure="queue")) == Because.MIXED_MEASURES
    assert advantage(of(0.3, 0.001), of(0.1, 0.001, more_is_better=False)) == Because.MIXED_MEASURES
    assert advantage(of(0.3, 9.0), of(0.1, 0.001)) == Because.TOO_WIDE
