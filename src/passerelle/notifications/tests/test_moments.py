"""Until when: in the reader's own day, on both sides of midnight and of a changed clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from passerelle.lib.clock import zone
from passerelle.notifications.moments import days, offers, until_when

LYON = "Europe/Paris"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("place", "at", "offered"),
    [
        (LYON, "2026-11-26 09:12:44", {"today": "26 13:12", "tomorrow": "27 08:00", "week": "30 08:00"}),
        (LYON, "2026-11-26 20:30", {"tomorrow": "27 08:00", "week": "30 08:00"}),  # half past nine in the evening
        (LYON, "2026-11-29 23:30", {"today": "30 03:30", "tomorrow": "01 08:00", "week": "07 08:00"}),  # a Monday there
        (LYON, "2026-03-28 12:00", {"today": "28 16:00", "tomorrow": "29 08:00", "week": "30 08:00"}),  # spring
        (LYON, "2026-10-24 23:30", {"today": "25 03:30", "tomorrow": "26 08:00", "week": "26 08:00"}),  # autumn
        ("Pacific/Auckland", "2026-11-26 12:30", {"today": "27 04:30", "tomorrow": "28 08:00", "week": "30 08:00"}),
    ],
)
def test_what_is_offered(place: str, at: str, offered: dict[str, str]) -> None:
    with timezone.override(zone(place)):
        shown = {
            offer.choice.value: timezone.localtime(offer.until).strftime("%d %H:%M") for offer in offers(moment(at))
        }
    assert shown == offered


def test_a_day_is_one_to_come_within_a_year() -> None:
    with timezone.override(zone(LYON)):
        at = moment("2026-11-26 23:30")  # the 27th there
        first, last = days(at)
        asked = [date(2026, 11, 27), first, last, date(2027, 11, 29), None]
        assert (first, last) == (date(2026, 11, 28), date(2027, 11, 28))
        assert [until and until.isoformat() for until in (until_when("day", day, at) for day in asked)] == [
            None,
            "2026-11-28T08:00:00+01:00",
            "2027-11-28T08:00:00+01:00",
            None,
            None,
        ]
        assert until_when("never", None, at) is None
