"""Several places taken together, the next one, and how it spreads."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.lift import Lift
from passerelle.science.pooling import Pooled, Successes, pool, retained, successes
from passerelle.science.proportions import wilson
from passerelle.science.spreading import Adopting, Offer, Reached, share_adopting, time_to
from passerelle.science.tests.vectors import VECTORS
from passerelle.science.unsure import Because

LIFTS = st.lists(st.builds(Lift, st.floats(-0.5, 0.5), st.floats(0.001, 0.1)), min_size=2, max_size=12)
DAY = date(2026, 1, 1)


def of(made):
    return [Lift(y, v) for y, v in zip(made["y"], made["v"], strict=True)]


@pytest.mark.parametrize("made", VECTORS["pooling"])
def test_pooled(made):
    found = pool(of(made))
    assert isinstance(found, Pooled)
    assert isinstance(found.prediction, tuple)
    assert (found.tau2, found.mean, found.se, found.se_spread) == pytest.approx(
        (made["tau2_DL"], made["mean"], made["se_DL"], made["se_HK"]), abs=1e-9
    )
    assert (found.low, found.high) == pytest.approx(tuple(made["ci_mKH"]), abs=1e-9)
    assert found.prediction == pytest.approx(tuple(made["prediction_interval_95"]), abs=1e-9)
    assert (found.sites, found.is_imprecise) == (5, False)


def test_the_second_says_what_the_next_place_may_expect():
    found = pool(of(VECTORS["pooling"][1]))
    assert [round(100 * (exp(end) - 1)) for end in (found.mean, *found.prediction)] == [12, -37, 99]


def test_fewer_places_say_less():
    lifts = of(VECTORS["pooling"][0])
    assert pool(lifts[:1]) == pool([]) == Because.TOO_FEW_SITES
    assert pool(lifts[:2]).prediction == Because.TOO_FEW_SITES
    assert pool(lifts[:3]).is_imprecise
    assert pool([Lift(-1, 0.5), Lift(0, 0.5), Lift(1, 0.5)]).prediction == Because.TOO_WIDE
    assert pool(lifts, ["%"] * 4 + ["min"]) == Because.MIXED_MEASURES


@given(LIFTS)
def test_the_mean_lies_within_what_places_found_and_the_prediction_around_its_interval(lifts):
    found = pool(lifts)
    assert min(one.y for one in lifts) - 1e-9 <= found.mean <= max(one.y for one in lifts) + 1e-9
    assert found.low <= found.mean <= found.high
    assert found.tau2 >= 0
    turned = pool([Lift(-one.y, one.v) for one in lifts])
    assert turned.mean == pytest.approx(-found.mean, abs=1e-9)


def test_a_success_is_a_place_where_it_probably_helped():
    lifts = [Lift(0.3, 0.01), Lift(0.05, 0.01), Lift(-0.3, 0.01)]
    assert successes(lifts, more_is_better=True) == Successes(1, 3, *wilson(1, 3))
    assert successes(lifts[:2], more_is_better=False) == Successes(0, 2, *wilson(0, 2))
    assert successes([], more_is_better=True) == Because.TOO_FEW_SITES


def test_how_much_of_it_travels():
    replicas = [Lift(0.1, 0.01), Lift(0.1, 0.01)]
    assert retained(replicas, Lift(0.2, 0.001)) == pytest.approx(0.5)
    assert retained(replicas, Lift(0.1, 0.01)) == Because.NO_EFFECT_AT_ORIGIN
    assert retained(replicas[:1], Lift(0.2, 0.001)) == Because.TOO_FEW_SITES


def test_the_share_that_adopts_watches_who_was_asked_lately():
    """By hand: of four, one after 10 days; one is watched for 5 only: 1 - 3/4 at ten days is 1 - 2/3."""
    today = DAY + timedelta(days=40)
    offers = [Offer(DAY, DAY + timedelta(days=10)), Offer(DAY), Offer(DAY), Offer(today - timedelta(days=5))]
    found = share_adopting(offers, 30, today)
    assert isinstance(found, Adopting)
    assert (found.share, found.asked) == (pytest.approx(1 / 3), 4)
    assert 0 <= found.low < found.share < found.high <= 1
    assert share_adopting([], 30, today) == Because.NOBODY_ASKED
    assert share_adopting([Offer(today, DAY)], 30, today) == Because.DATES_REVERSED


def test_the_share_that_adopts_is_not_told_before_anybody_was_watched_that_long():
    asked = [Offer(DAY)] * 5
    assert share_adopting(asked, 90, DAY + timedelta(days=1)) == Because.WATCHED_BRIEFLY
    taken = [Offer(DAY, DAY + timedelta(days=4)), *asked[:4]]
    assert share_adopting(taken, 90, DAY + timedelta(days=89)) == Because.WATCHED_BRIEFLY
    day = DAY + timedelta(days=90)
    late = [Offer(day)] * 20
    assert share_adopting(asked + late, 90, day) == Adopting(0, *wilson(0, 5), 25)
    assert share_adopting([taken[0]] * 5 + late, 90, day) == Adopting(1, *wilson(5, 5), 25)


def test_time_to_the_nth_place():
    used = [DAY + timedelta(days=days) for days in (30, 10, 90)]
    today = DAY + timedelta(days=100)
    assert [time_to(number, DAY, used, today) for number in (1, 2, 3, 5)] == [
        Reached(10, True),
        Reached(30, True),
        Reached(90, True),
        Reached(100, False),
    ]
    assert time_to(2, today, used, today) == time_to(2, DAY, used, DAY) == Because.DATES_REVERSED
