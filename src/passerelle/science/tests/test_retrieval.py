"""Orders of results, held to the vectors of science.md §6.6."""

from __future__ import annotations

import pytest

from passerelle.science.retrieval import (
    Difference,
    cross_unit_recall,
    fuse,
    ndcg,
    paired_bootstrap,
    recall,
    reciprocal_rank,
)
from passerelle.science.tests.vectors import VECTORS


def test_fusion_is_that_of_the_vector():
    expected = VECTORS["rank_fusion"]
    fused = fuse(expected["lists"])
    assert "".join(fused) == expected["order"]
    assert fused == pytest.approx(expected["scores"])


def test_of_equals_the_earlier_order_decides():
    assert list(fuse(["AB", "BA"])) == ["A", "B"]
    assert list(fuse(["AB", "BA"], [1, 2])) == ["B", "A"]
    assert fuse([]) == {}


def test_discounted_gain_is_that_of_the_vector():
    expected = VECTORS["discounted_gain"]
    grades = dict(zip("abcdef", expected["judged"], strict=True))
    assert ndcg("abcde", grades, depth=5) == pytest.approx(expected["linear"])
    assert ndcg("xyz", grades) == 0
    with pytest.raises(ValueError, match="worth finding"):
        ndcg("abc", {"a": 0})


def test_rank_and_recall():
    assert [reciprocal_rank("abc", "c"), reciprocal_rank("abc", "c", depth=2), reciprocal_rank("", "c")] == [
        1 / 3,
        0,
        0,
    ]
    assert recall("abcd", {"a", "d", "x"}, 3) == 1 / 3
    with pytest.raises(ValueError, match="recall"):
        recall("abc", "", 3)


def test_recall_across_units_counts_only_what_another_unit_knows():
    grades = {"own": 3, "near": 2, "far": 3, "vague": 1, "nobody": 3}
    units = {"own": "lyon", "near": "milan", "far": "berlin", "vague": "milan"}
    assert cross_unit_recall(["own", "near", "vague"], grades, units, "lyon", 5) == 0.5
    assert cross_unit_recall(["own", "far", "near"], grades, units, "lyon", 2) == 0.5
    assert cross_unit_recall(["far", "near"], grades, units, "lyon", 5) == 1
    assert cross_unit_recall(["own"], {"own": 3, "vague": 1}, units, "lyon", 5) is None


def test_the_bootstrap_tells_a_difference_from_noise_and_always_the_same():
    better = paired_bootstrap([1.0] * 30 + [0.0] * 10, [0.0] * 20 + [1.0] * 5 + [0.0] * 15)
    assert better.mean == 0.625
    assert better.low < 0.625 < better.high
    assert better.is_clear
    assert better == paired_bootstrap([1.0] * 30 + [0.0] * 10, [0.0] * 20 + [1.0] * 5 + [0.0] * 15)
    assert paired_bootstrap([1.0, 0.0], [1.0, 0.0]) == Difference(0, 0, 0)
    assert not paired_bootstrap([1.0, 0.0] * 10, [0.0, 1.0] * 10).is_clear
    for one, other in (([], []), ([1.0], [])):
        with pytest.raises(ValueError, match=r"question|argument"):
            paired_bootstrap(one, other)
