"""Whatever is told of a group, nobody works out a few from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.science.differencing import may_release, tells_of_few
from passerelle.science.publication import Cell, Withheld, largest_share, publish, publish_one
from passerelle.science.tests.vectors import VECTORS

FEW = Withheld.TOO_FEW


def group(size: int, begin: int = 0) -> frozenset[int]:
    return frozenset(range(begin, begin + size))


def cell(people: Iterable[int], amounts: Iterable[float] | None = None) -> Cell[float]:
    members = sorted(people)
    given = dict(zip(members, [1.0] * len(members) if amounts is None else amounts, strict=False))
    return Cell(frozenset(members), given, sum(given.values()))


def table(counts: dict[str, int]) -> tuple[dict[str, Cell[float]], Cell[float]]:
    ends = np.cumsum(list(counts.values())).tolist()
    cells = {key: cell(group(size, end - size)) for (key, size), end in zip(counts.items(), ends, strict=True)}
    return cells, cell(group(ends[-1]))


@pytest.mark.parametrize("vector", VECTORS["suppression"])
def test_what_is_withheld_beside_a_total(vector):
    cells, total = table(vector["counts"])
    told = publish(cells, total=total)
    assert sorted(key for key, value in told.cells.items() if value is FEW) == vector["hidden"]
    assert told.total == sum(vector["counts"].values())


def test_a_cell_that_is_told_keeps_its_value_and_one_that_is_not_says_one_thing_only():
    alone, crowded, idle = cell(group(4)), cell(group(9, 10), [30, *[2] * 8]), cell(group(9, 20), [1, 1, 1, 1])
    told = publish({"alone": alone, "crowded": crowded, "idle": idle, "fine": cell(group(5, 30))})
    assert told.cells == {"alone": FEW, "crowded": FEW, "idle": FEW, "fine": 5}
    assert told.total is None
    assert list(Withheld) == [FEW]


def test_nobody_supplies_more_than_half_of_a_number_that_is_told():
    given = dict(enumerate([30, *[2] * 8]))
    assert largest_share(given) == pytest.approx(30 / 46)
    assert publish_one(Cell(group(9), given, 46)) is FEW
    assert publish_one(Cell(group(9), given | {0: 16}, 32)) == 32
    assert largest_share({}) == 0


def test_people_in_no_cell_count_as_one_more_that_is_withheld():
    cells = {"a": cell(group(6)), "b": cell(group(8, 6))}
    assert publish(cells, total=cell(group(14))).cells == {"a": 6, "b": 8}
    assert publish(cells, total=cell(group(17))).cells == {"a": FEW, "b": 8}


def test_what_is_withheld_together_must_come_from_several_too():
    cells = {"a": cell(group(9), [1, 1]), "b": cell(group(9, 10), [1, 1, 1, 1]), "c": cell(group(20, 20))}
    assert publish(cells, total=cell([*group(9), *group(9, 10), *group(20, 20)])).cells["c"] == 20
    total = Cell(
        frozenset().union(*(each.people for each in cells.values())),
        {person: amount for each in cells.values() for person, amount in each.given.items()},
        26.0,
    )
    assert publish(cells, total=total).cells == {"a": FEW, "b": FEW, "c": 20}
    fewer = cells | {"b": cell(group(9, 10), [1])}
    total = Cell(total.people, {p: a for each in fewer.values() for p, a in each.given.items()}, 23.0)
    assert publish(fewer, total=total).cells == {"a": FEW, "b": FEW, "c": FEW}


def test_a_total_of_a_few_is_withheld_with_everything():
    cells, total = table({"a": 2, "b": 2})
    told = publish(cells, total=total)
    assert (told.cells, told.total) == ({"a": FEW, "b": FEW}, FEW)


def test_the_threshold_is_raised_and_never_lowered():
    assert publish_one(cell(group(6)), k=7) is FEW
    for call in (
        lambda: publish({}, k=4),
        lambda: publish_one(cell(group(9)), k=1),
        lambda: may_release(group(9), [], k=0),
        lambda: tells_of_few([], k=4),
    ):
        with pytest.raises(ValueError, match="5 people or more"):
            call()


def test_a_table_that_is_none_is_refused():
    with pytest.raises(ValueError, match="two cells"):
        publish({"a": cell(group(9)), "b": cell(group(9, 8))})
    with pytest.raises(ValueError, match="not in the total"):
        publish({"a": cell(group(9))}, total=cell(group(8)))
    with pytest.raises(ValueError, match="outside the group"):
        Cell(group(2), {5: 1.0}, 1)
    with pytest.raises(ValueError, match="less than nothing"):
        Cell(group(2), {1: -1.0}, 1)


def test_one_more_answer_between_two_releases_would_be_read_by_subtraction():
    assert round(13 * 3.6154 - 12 * 3.5) == 5  # what the thirteenth answered
    assert not may_release(group(13), [group(12)])
    assert may_release(group(17), [group(12)])
    assert may_release(group(12), [group(12), group(17)])


def test_groups_may_overlap_by_many_or_not_at_all():
    everybody = group(40)
    assert not may_release(everybody - {7}, [everybody])
    assert may_release(group(20), [everybody])
    assert not may_release(group(20, 3), [group(20)])
    assert may_release(group(20, 20), [group(20)])
    assert not may_release(group(4), [])


def test_three_figures_tell_of_a_few_though_no_two_do():
    """Of 14 people 3 are in neither of two groups of 7 that share nobody; and of the union the rest is known."""
    first, second, all_of_them = group(7), group(7, 7), group(17)
    assert may_release(all_of_them, [first])
    assert may_release(all_of_them, [second])
    assert not may_release(all_of_them, [first, second])


def test_what_cannot_be_tried_is_not_released():
    pieces = [frozenset({person, *group(8, 100 + 8 * person)}) for person in range(60)]
    assert tells_of_few(pieces) is False
    crossed = [*pieces, frozenset(range(60)), *(group(8, 100 + 8 * person) | {900} for person in range(60))]
    assert tells_of_few(crossed) is True


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=7),
    st.integers(0, 6),
    st.integers(5, 7),
)
def test_no_sum_of_what_a_table_tells_is_about_a_few(sizes, in_no_cell, k):
    """Neither of a few people nor of a few contributors; a part of what is told can only tell less."""
    cells, begin = {}, 0
    for index, (size, contributors) in enumerate(sizes):
        cells[index] = cell(group(size, begin), [1] * min(size, contributors))
        begin += size
    given = {person: amount for each in cells.values() for person, amount in each.given.items()}
    rest = group(in_no_cell, begin)
    total = Cell(frozenset(range(begin)) | rest, given | dict.fromkeys(rest, 1.0), 0.0)
    told = publish(cells, total=total, k=k)
    shown = [cells[key] for key, value in told.cells.items() if value is not FEW] + (
        [total] if told.total is not FEW else []
    )
    assert not _determines_few([each.people for each in shown], k)
    assert not _determines_few([frozenset(p for p, amount in each.given.items() if amount) for each in shown], k)


@given(st.lists(st.frozensets(st.integers(0, 24), min_size=3), max_size=6), st.integers(5, 6))
def test_no_sum_of_what_was_released_is_about_a_few(offered, k):
    released: list[frozenset[int]] = []
    for people in offered:
        if may_release(people, released, k=k):
            released.append(people)
    assert not _determines_few(released, k)


@given(st.lists(st.frozensets(st.integers(0, 11), min_size=1), max_size=5))
def test_the_exact_answer_is_that_of_brute_force(groups):
    assert tells_of_few(groups) == _determines_few(groups, 5)


def _determines_few(groups: Sequence[frozenset[int]], k: int) -> bool:
    """By trying all unions of people whom the groups do not tell apart, and solving for each in floating point."""
    people = sorted(frozenset().union(*groups)) if groups else []
    columns = np.array([[person in each for each in groups] for person in people], dtype=float)
    if not len(columns):
        return False
    pieces, sizes = np.unique(columns, axis=0, return_counts=True)
    projector = pieces @ np.linalg.pinv(pieces)
    for many in range(1, k):
        for chosen in combinations(range(len(sizes)), many):
            if sizes[list(chosen)].sum() < k:
                wanted = np.zeros(len(sizes))
                wanted[list(chosen)] = 1
                if np.allclose(projector @ wanted, wanted, atol=1e-7):
                    return True
    return False
