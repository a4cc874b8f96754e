"""Shares, and when there are too few to say one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.proportions import conversion, wilson
from passerelle.science.tests.vectors import VECTORS


@pytest.mark.parametrize(("hits", "of", "low", "high"), VECTORS["wilson"])
def test_wilson(hits, of, low, high):
    assert wilson(hits, of) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize(("hits", "of"), [(0, 0), (-1, 3), (4, 3)])
def test_no_share_of_nothing(hits, of):
    with pytest.raises(ValueError, match="is no share"):
        wilson(hits, of)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_share_lies_within_and_its_complement_mirrors_it(counts):
    hits, of = counts
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of <= high <= 1
    assert wilson(of - hits, of) == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_a_cohort_counts_those_who_had_the_time():
    ages, took = [100.0] * 20 + [10.0] * 5, [30.0] * 8 + [95.0] * 4 + [None] * 8 + [1.0] * 5
    found = conversion(ages, took, 90)
    assert found is not None
    assert (found.reached, found.of, found.share) == (8, 20, 0.4)
    assert (found.low, found.high) == wilson(8, 20)


def test_fewer_than_twenty_say_nothing():
    assert conversion([100.0] * 19, [1.0] * 19, 90) is None
    assert conversion([], [], 90) is None


def test_time_does_not_run_backwards():
    with pytest.raises(ValueError, match="no time"):
        conversion([10.0], [-1.0], 90)
    with pytest.raises(ValueError, match="zip"):
        conversion([10.0], [], 90)
