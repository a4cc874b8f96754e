"""Long lists page by page, while others write."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from hypothesis import given
from hypothesis import strategies as st

from passerelle.lib.pagination import decode, encode, page


def names(cursor: str = "", *, order: tuple[str, ...] = ("-name", "pk"), size: int = 2) -> tuple[list[str], str]:
    found = page(Group.objects.all(), order=order, size=size, cursor=cursor)
    return [group.name for group in found.rows], found.next_cursor


@pytest.mark.django_db
def test_pages_follow_each_other() -> None:
    Group.objects.bulk_create(Group(name=name) for name in "abcde")
    first, cursor = names()
    Group.objects.create(name="z")  # on a page already seen
    Group.objects.filter(name="e").delete()
    second, cursor = names(cursor)
    third, end = names(cursor)
    assert (first, second, third, end) == (["e", "d"], ["c", "b"], ["a"], "")


@pytest.mark.django_db
def test_a_full_last_page_has_nothing_after_it() -> None:
    Group.objects.bulk_create(Group(name=name) for name in "ab")
    assert names() == (["b", "a"], "")


@pytest.mark.django_db
def test_a_list_may_follow_the_names_of_what_its_rows_point_at() -> None:
    rows, order = Permission.objects.select_related("content_type"), ("-content_type__model", "pk")
    cursor, seen = "", []
    while not seen or cursor:
        found = page(rows, order=order, size=7, cursor=cursor)
        cursor, seen = found.next_cursor, [*seen, *found.rows]
    assert seen == list(rows.order_by(*order))
    assert len(seen) > 7


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "?",
        "e30",
        encode(["a"]),
        encode(["a", "b"]),
        encode([["a"], 1]),
        encode(["a", 1, 2]),
        encode(["\ud800", 1]),
        encode(["a\0", 1]),
        encode(["a", float("nan")]),
    ],
)
def test_other_cursors_start_at_the_top(cursor: str) -> None:
    Group.objects.create(name="a")
    assert names(cursor) == (["a"], "")


def test_moments_travel_as_text() -> None:
    assert decode(encode([datetime(2026, 3, 1, 12, tzinfo=UTC), 7])) == ["2026-03-01T12:00:00+00:00", 7]


@given(st.text(max_size=60))
def test_any_text_can_be_tried_as_a_cursor(cursor: str) -> None:
    decode(cursor)


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=10) | st.integers(), max_size=4)
)
def test_positions_come_back(position: list[str | int]) -> None:
    assert decode(encode(position)) == position
