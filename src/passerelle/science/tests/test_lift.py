"""What changed, and when it cannot be told."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.lift import Lift, compared_lift
from passerelle.science.student import student_below, student_quantile
from passerelle.science.tests.vectors import VECTORS
from passerelle.science.unsure import Because

MADE = VECTORS["compared_lift"]
CELLS = [MADE[name] for name in ("pre", "post", "control_pre", "control_post")]
POSITIVE = st.lists(st.floats(1, 1_000), min_size=8, max_size=20)


def test_before_and_after_beside_others():
    found = compared_lift(*CELLS)
    assert isinstance(found, Lift)
    assert (found.y, found.v, found.share) == pytest.approx((MADE["y"], MADE["var"], MADE["percent"]), abs=1e-11)
    assert found.interval == pytest.approx(tuple(MADE["ci95"]), abs=1e-8)
    assert found.is_good(more_is_better=False)
    assert not found.is_good(more_is_better=True)


@pytest.mark.parametrize(
    ("place", "cell", "because"),
    [
        (2, [], Because.NO_COMPARISON),
        (0, CELLS[0][:7], Because.TOO_FEW_PERIODS),
        (0, [0] * 8, Because.NOT_POSITIVE),
        (1, [17, -16, 18, 17, 15, 17, 16, 18], Because.NOT_POSITIVE),
        (1, [1e300] * 8, Because.TOO_LARGE),
        (1, [nan] * 8, Because.TOO_LARGE),
        (1, [inf] * 8, Because.TOO_LARGE),
        (1, [17_000 + number for number in range(8)], Because.TOO_LARGE),
    ],
)
def test_what_cannot_be_told_says_why(place, cell, because):
    cells = [cell if number == place else one for number, one in enumerate(CELLS)]
    assert compared_lift(*cells) == because


def test_numbers_that_never_vary_were_not_measured():
    assert compared_lift([2] * 8, [3] * 8, [2] * 8, [2] * 8) == Because.NO_SPREAD


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE, st.floats(0.01, 100))
def test_another_unit_changes_nothing_and_time_turned_round_mirrors(pre, post, other_pre, other_post, unit):
    found = compared_lift(pre, post, other_pre, other_post)
    scaled = [[one * unit for one in cell] for cell in (pre, post, other_pre, other_post)]
    turned = compared_lift(post, pre, other_post, other_pre)
    if isinstance(found, Lift):
        again = compared_lift(*scaled)
        assert isinstance(again, Lift)
        assert isinstance(turned, Lift)
        assert (again.y, again.v) == pytest.approx((found.y, found.v), abs=1e-9)
        assert turned.y == pytest.approx(-found.y, abs=1e-9)


@pytest.mark.parametrize(("share", "freedom", "value"), VECTORS["student"])
def test_quantiles_of_student(share, freedom, value):
    assert student_quantile(share, freedom) == pytest.approx(value, abs=1e-8)
    assert student_quantile(1 - share, freedom) == pytest.approx(-value, abs=1e-8)


@given(st.floats(0.01, 0.99), st.integers(1, 200))
def test_the_quantile_is_where_that_share_lies_below(share, freedom):
    assert student_below(student_quantile(share, freedom), freedom) == pytest.approx(share, abs=1e-10)


@pytest.mark.parametrize(("share", "freedom"), [(0.975, 0), (0.0, 3), (1.0, 3)])
def test_no_quantile_of_nothing(share, freedom):
    with pytest.raises(ValueError, match="no quantile"):
        student_quantile(share, freedom)
