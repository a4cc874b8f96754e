"""Moments as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from passerelle.ui.times import ago, dateformat

NOW = datetime(2026, 3, 12, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(seconds=-5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(hours=30), "yesterday"),
        (timedelta(hours=40), "2 days ago"),  # eleven in the evening, the day before yesterday
        (timedelta(days=6), "6 days ago"),
    ],
)
def test_up_to_a_week_the_distance_is_said(gone: timedelta, words: str) -> None:
    with translation.override("en"), timezone.override("UTC"):
        assert f">{words}</time>" in ago(NOW - gone, NOW)


def test_after_a_week_the_date_stands_and_is_not_refreshed() -> None:
    with translation.override("fr"), timezone.override("Europe/Paris"):
        said = ago(datetime(2025, 3, 1, 12, 0, tzinfo=UTC), NOW)
    assert (">1er mars 2025</time>" in said, 'title="1er mars 2025 13:00"' in said) == (True, True)
    assert "data-ago" not in said


def test_a_week_is_one_of_the_calendar() -> None:
    with timezone.override("UTC"):
        counted = ["data-ago" in ago(NOW - timedelta(days=6, hours=hours), NOW) for hours in (15, 16)]
    assert counted == [True, False]


def test_the_exact_moment_is_in_the_reader_s_time_zone() -> None:
    with translation.override("fr"), timezone.override("Europe/Paris"):
        assert 'title="12 mars 2026 15:59"' in ago(NOW - timedelta(minutes=1), NOW)


def test_days_and_moments_are_formatted_as_the_reader_writes_them() -> None:
    with translation.override("fr"), timezone.override("Europe/Paris"):
        assert dateformat(date(2026, 3, 12)) == "12 mars 2026"
        assert dateformat(datetime(2026, 3, 12, 23, 30, tzinfo=UTC)) == "13 mars 2026"
