"""How unevenly something is spread."""

from __future__ import annotations

import pytest

from passerelle.science.inequality import gini
from passerelle.science.tests.vectors import VECTORS


@pytest.mark.parametrize(("values", "expected"), VECTORS["gini"])
def test_gini(values, expected):
    assert gini(values) == pytest.approx(expected, abs=5e-7)
    assert gini([3 * value for value in reversed(values)]) == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize("values", [[], [0, 0], [1, -1, 3]])
def test_nothing_is_spread(values):
    with pytest.raises(ValueError, match="nothing"):
        gini(values)
