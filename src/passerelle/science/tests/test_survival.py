"""Waiting times, and the ways a wait may end."""

from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.survival import cumulative_incidence, kaplan_meier
from passerelle.science.tests.vectors import VECTORS

REPLIES, IDEAS = VECTORS["kaplan_meier"], VECTORS["aalen_johansen"]
WAITS = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=40)


def replies():
    return kaplan_meier(REPLIES["t"], [bool(ended) for ended in REPLIES["event"]])


def test_kaplan_meier():
    curve = replies()
    assert {at: curve.waiting(float(at)) for at in REPLIES["S"]} == pytest.approx(REPLIES["S"], abs=1e-9)
    errors = {str(int(step.at)): step.error for step in curve.steps}
    assert errors == pytest.approx(REPLIES["greenwood_se"], abs=1e-4)
    assert curve.mean_until(72) == pytest.approx(REPLIES["rmst_72"], abs=1e-9)
    assert curve.waiting(0) == 1


def test_the_median_counts_those_who_still_wait():
    assert replies().median() == REPLIES["median"]
    answered = [time for time, ended in zip(REPLIES["t"], REPLIES["event"], strict=True) if ended]
    assert median(answered) == REPLIES["naive_median_of_replied_only"]
    assert kaplan_meier([1, 2, 3], [True, False, False]).median() is None


def test_the_median_has_an_interval_that_may_be_open():
    """Freireich's 6-MP arm, log-log as Klein & Moeschberger give it: 23, from 13 on; and the placebo arm, 8, from 4 to 11."""
    waits = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".split()
    drug = kaplan_meier([float(wait.rstrip("+")) for wait in waits], [not wait.endswith("+") for wait in waits])
    assert (drug.median(), drug.median_interval()) == (23, (13, None))
    times = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
    placebo = kaplan_meier(times, [True] * len(times))
    assert (placebo.median(), placebo.median_interval()) == (8, (4, 11))


def test_the_interval_is_on_the_scale_that_stays_between_none_and_all():
    """By hand: 9 of 10 wait, the variance of ln(-ln S) is 1/90 / ln(0.9)^2."""
    low, high = replies().interval(1)
    assert (low, high) == pytest.approx((0.473009, 0.985281), abs=1e-6)
    assert replies().interval(0) == (1, 1)
    assert kaplan_meier([1], [True]).interval(1) == (0, 0)


def test_ways_to_end_rule_each_other_out():
    found = cumulative_incidence(IDEAS["t"], IDEAS["causes"])
    for index, at in enumerate(IDEAS["at"]):
        assert found.share("implemented", at) == pytest.approx(IDEAS["implemented"][index], abs=1e-9)
        assert found.share("closed", at) == pytest.approx(IDEAS["closed"][index], abs=1e-9)
        assert found.open(at) == pytest.approx(IDEAS["open"][index], abs=1e-9)
    assert found.share("closed", 1) == 0


def test_to_take_closed_for_still_open_overstates():
    naive = kaplan_meier(IDEAS["t"], [cause == "implemented" for cause in IDEAS["causes"]])
    assert [1 - naive.waiting(at) for at in IDEAS["at"]] == pytest.approx(IDEAS["one_less_kaplan_meier"], abs=1e-9)


@given(WAITS)
def test_one_way_to_end_is_one_less_the_curve(waits):
    times, ended = [time for time, _ in waits], [end for _, end in waits]
    curve = kaplan_meier(times, ended)
    found = cumulative_incidence(times, ["ended" if end else None for end in ended])
    for at in range(31):
        assert 0 <= curve.waiting(at) <= curve.waiting(at - 1) <= 1
        assert found.open(at) == pytest.approx(curve.waiting(at))


def test_nothing_to_say_about_nothing():
    for times, ended in (([], []), ([1], []), ([-1], [True])):
        with pytest.raises(ValueError, match="time"):
            kaplan_meier(times, ended)
        with pytest.raises(ValueError, match="time"):
            cumulative_incidence(times, ended)
