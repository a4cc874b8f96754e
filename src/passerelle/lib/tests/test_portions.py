"""Portions of many things."""

from passerelle.lib.portions import portions


def test_all_of_them_in_order_and_no_more_at_a_time() -> None:
    assert [list(portions(range(count), 2)) for count in (0, 2, 3)] == [[], [[0, 1]], [[0, 1], [2]]]


def test_nothing_is_read_ahead() -> None:
    things = iter(range(5))
    assert (next(portions(things, 2)), next(things)) == ([0, 1], 2)
