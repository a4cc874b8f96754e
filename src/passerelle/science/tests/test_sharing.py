"""Places compared with the same, against the matrices written out."""

from __future__ import annotations

import random
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.lift import Lift, compared_lift
from passerelle.science.pooling import Pooled, pool

SHARED = {"a": 0.004, "b": 0.0002, None: 0.0}
PLACES = st.lists(
    st.builds(
        lambda y, own, beside: Lift(y, own + SHARED[beside], beside, SHARED[beside]),
        st.floats(-0.5, 0.5),
        st.floats(0.001, 0.1),
        st.sampled_from([*SHARED]),
    ),
    min_size=2,
    max_size=9,
)


def covariance(lifts, tau2):
    """Written out: what two places bear together stands where they meet."""
    found = np.diag([one.v + tau2 for one in lifts])
    for row, one in enumerate(lifts):
        for column, other in enumerate(lifts):
            if row != column and one.beside is not None and one.beside == other.beside:
                found[row, column] = one.v_beside
    return found


@given(PLACES)
def test_it_is_generalised_least_squares(lifts):
    ones, y = np.ones(len(lifts)), np.array([one.y for one in lifts])
    w = np.linalg.inv(covariance(lifts, 0.0))
    fixed = ones @ w @ y / (ones @ w @ ones)
    q = (y - fixed) @ w @ (y - fixed)
    tau2 = max(0.0, (q - len(lifts) + 1) / (np.trace(w) - ones @ w @ w @ ones / (ones @ w @ ones)))
    found = pool(lifts)
    assert found.tau2 == pytest.approx(tau2, abs=1e-9)
    w = np.linalg.inv(covariance(lifts, found.tau2))
    mean = ones @ w @ y / (ones @ w @ ones)
    spread = (y - mean) @ w @ (y - mean) / (len(lifts) - 1) / (ones @ w @ ones)
    assert (found.mean, found.se, found.se_spread**2) == pytest.approx(
        (mean, sqrt(1 / (ones @ w @ ones)), spread), abs=1e-9
    )


def test_the_same_place_beside_all_of_them_widens_the_interval_and_leaves_the_mean():
    """By hand: four places of variance 0.01, 0.006 of which they share, know the mean to 0.001 + 0.006 instead of 0.0025."""
    apart = pool([Lift(y, 0.01) for y in (0.1, 0.12, 0.14, 0.16)])
    together = pool([Lift(y, 0.01, "there", 0.006) for y in (0.1, 0.12, 0.14, 0.16)])
    assert (apart.mean, together.mean) == pytest.approx((0.13, 0.13))
    assert (apart.se**2, together.se**2) == pytest.approx((0.0025, 0.007))
    assert together.high - together.low > 1.6 * (apart.high - apart.low)


def test_a_place_without_a_spread_of_its_own_does_not_weigh_without_end():
    found = pool([Lift(0.1, 0.004, "there", 0.004), Lift(0.3, 0.01, "there", 0.004)])
    assert isinstance(found, Pooled)
    assert 0.1 <= found.mean < found.high


def test_of_a_hundred_intervals_beside_one_place_no_more_than_five_miss_the_truth():
    """Eight shops whose sales rise by a tenth, all compared with one that wavers; taken for eight places apart many more would miss."""
    chance, truth, missed, apart = random.Random(7), log(1.1), 0, 0
    for _ in range(400):
        other = [[chance.gauss(100, 9) for _ in range(8)] for _ in range(2)]
        shops = [
            ([chance.gauss(50, 4) for _ in range(8)], [chance.gauss(55, 4) for _ in range(8)], *other) for _ in range(8)
        ]
        lifts = [compared_lift(*cells) for cells in shops]
        found, naive = pool(lifts), pool([Lift(one.y, one.v) for one in lifts])
        missed += not found.low <= truth <= found.high
        apart += not naive.low <= truth <= naive.high
    assert missed / 400 <= 0.05
    assert apart / 400 > 0.15
