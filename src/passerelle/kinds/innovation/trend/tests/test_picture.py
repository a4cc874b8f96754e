"""What a picture says of how signals come in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from passerelle.kinds.innovation.trend.picture import WEEKS, Heard, Unit, picture
from passerelle.science.publication import Withheld

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
DAYS = (28, 112)


def heard(*ages, people=3, units=2):
    return [
        Heard(number, NOW - timedelta(days=age), number % people, number % people % units + 1, "A unit")
        for number, age in enumerate(ages)
    ]


BEFORE = range(30, 138, 9)  # twelve, evenly


def test_nine_after_twelve_rise_when_several_say_it():
    assert picture(heard(*range(9), *BEFORE), DAYS, NOW).verdict == "rises"
    assert picture(heard(*range(9), *BEFORE, people=2), DAYS, NOW).verdict == "probably"
    assert picture(heard(*range(9), *BEFORE, units=1), DAYS, NOW).verdict == "probably"
    assert picture(heard(0, 1, 2, *BEFORE), DAYS, NOW).verdict == "same"
    assert picture(heard(*range(30, 130, 4)), DAYS, NOW).verdict == "fades"


def test_where_everything_rises_this_does_not():
    seen = picture(heard(*range(9), *BEFORE), (90, 120), NOW)
    assert (seen.verdict, seen.against_all, seen.rises) == ("same", True, False)


def test_each_week_has_its_bar():
    seen = picture(heard(0, 6, 7, 139, 140, 400), DAYS, NOW)
    assert [week.count for week in seen.weeks] == [1, *[0] * (WEEKS - 3), 1, 2]
    assert (seen.weeks[-1].begins, seen.weeks[0].begins) == (date(2026, 11, 24), date(2026, 7, 14))
    assert [week.is_recent for week in seen.weeks] == [False] * 16 + [True] * 4
    assert (seen.count, seen.recent, seen.before, seen.highest) == (6, 3, 1, 2)
    assert seen.first == NOW - timedelta(days=400)


def test_nothing_is_nothing():
    seen = picture([], (0, 0), NOW)
    assert (seen.count, seen.first, seen.verdict, seen.units, seen.highest) == (0, None, "none", (), 1)
    assert picture(heard(200), (0, 0), NOW).verdict == "none"


def test_units_are_told_of_five_people_or_more_and_none_by_subtraction():
    many = [Heard(n, NOW, n, 1, "Kitchens") for n in range(8)]
    more = [Heard(100 + n, NOW, 100 + n, 2, "Garden") for n in range(6)]
    few = [Heard(200 + n, NOW, 200 + n, 3, "Office") for n in range(3)]
    assert picture(many + more, DAYS, NOW).units == (Unit("Garden", 6), Unit("Kitchens", 8))
    hidden = picture(many + more + few, DAYS, NOW).units
    assert hidden == (
        Unit("Kitchens", 8),
        Unit("Garden", Withheld.TOO_FEW),
        Unit("Office", Withheld.TOO_FEW),
    )
    assert picture(few, DAYS, NOW).units == ()
