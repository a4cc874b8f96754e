"""What rises, and what only looks as if it did."""

from __future__ import annotations

from math import comb, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.bursts import burst, exposure_of
from passerelle.science.tests.vectors import VECTORS

VECTOR = VECTORS["burst"]


def test_burst():
    (recent, days), (before, earlier_days) = VECTOR["recent"], VECTOR["base"]
    found = burst(recent, before, (days, earlier_days))
    assert found.ratio == VECTOR["rate_ratio"]
    assert found.p == pytest.approx(VECTOR["p_conditional_binomial"], abs=1e-9)
    assert found.posterior == pytest.approx(VECTOR["gamma_half_posterior_P"], abs=1e-9)


def test_it_is_flagged_when_several_people_in_several_places_say_it():
    found = burst(9, 12)
    assert found.is_flagged(signals=9, authors=3, units=2)
    assert not found.is_flagged(signals=4, authors=3, units=2)
    assert not found.is_flagged(signals=9, authors=2, units=2)
    assert not found.is_flagged(signals=9, authors=3, units=1)
    assert not burst(5, 12).is_flagged(signals=5, authors=5, units=5)


def test_where_everything_rises_nothing_does():
    """Three times as many of this, three times as many of all."""
    assert exposure_of(90, 120) == (90, 120)
    assert burst(9, 12, exposure_of(90, 120)).ratio == 1
    assert exposure_of(30, 120) == (28, 112)
    assert exposure_of(36, 120) == (28, 112)
    assert exposure_of(37, 120) == (37, 120)
    assert exposure_of(0, 120) == exposure_of(30, 0) == (28, 112)


def test_the_ends():
    assert burst(0, 0) == burst(0, 0)
    assert (burst(0, 0).ratio, burst(0, 0).p) == (1, 1)
    assert burst(3, 0).ratio == inf
    assert burst(0, 3).ratio == 0
    assert burst(0, 3).p == 1
    with pytest.raises(ValueError, match="negative"):
        burst(-1, 3)
    with pytest.raises(ValueError, match="positive"):
        burst(1, 3, (0, 5))
    with pytest.raises(ValueError, match="negative"):
        exposure_of(-1, 3)


@given(st.integers(0, 60), st.integers(0, 200))
def test_the_evidence_is_a_probability_and_grows_with_each_signal(recent, before):
    found, more = burst(recent, before), burst(recent + 1, before)
    assert 0 <= found.p <= 1
    assert 0 <= found.posterior <= more.posterior + 1e-12 <= 1 + 1e-12
    assert more.p <= found.p
    direct = sum(comb(recent + before, each) * 0.2**each * 0.8 ** (recent + before - each) for each in range(recent))
    assert found.p == pytest.approx(1 - direct, abs=1e-9)


@given(st.integers(0, 60), st.integers(0, 200))
def test_equal_exposures_are_symmetrical(one, other):
    assert burst(one, other, (1, 1)).posterior == pytest.approx(1 - burst(other, one, (1, 1)).posterior, abs=1e-9)
