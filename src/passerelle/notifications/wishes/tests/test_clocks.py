"""Peace and rounds on real clocks: through the days on which they change, whatever somebody wishes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from passerelle.notifications.models import EVERY_DAY, Wishes
from passerelle.notifications.wishes.peace import DAY, Peace
from passerelle.notifications.wishes.rounds import Round, Rounds

MINUTE = timedelta(minutes=1)
QUARTER = 15 * MINUTE
PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
CHANGES = [  # the day a clock changes, the hour that is missing or comes twice
    (PARIS, date(2026, 3, 29), 2, "missing"),
    (PARIS, date(2026, 10, 25), 2, "twice"),
    (NEW_YORK, date(2026, 3, 8), 2, "missing"),
    (NEW_YORK, date(2026, 11, 1), 1, "twice"),
]

zones = some.sampled_from(["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Beirut"])
hours = some.integers(0, 23)
days = some.dates(date(2026, 1, 1), date(2026, 12, 31))
moments = some.integers(0, 365 * 24 * 60).map(lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + minute * MINUTE)
spans = some.tuples(days, some.integers(0, 25)).map(lambda pair: (pair[0], pair[0] + pair[1] * DAY))
peaces = some.builds(
    Peace,
    zone=zones.map(ZoneInfo),
    quiet=some.none() | some.tuples(hours, hours).filter(lambda pair: pair[0] != pair[1]),
    days=some.sets(some.sampled_from(EVERY_DAY), min_size=1).map(lambda chosen: "".join(sorted(chosen))),
    away=some.lists(spans, max_size=2).map(tuple),
)
all_rounds = some.builds(
    Rounds, rhythm=some.sampled_from(Wishes.Rhythm.values), weekday=some.integers(1, 7), hour=hours, peace=peaces
)


def walk(rounds: Rounds, start: datetime, end: datetime, step: timedelta = QUARTER) -> list[tuple[datetime, Round]]:
    """The summaries that are sent when somebody looks now and then: each once, and none in peace."""
    sent: list[tuple[datetime, Round]] = []
    moment = start
    while moment < end:
        last = None if rounds.peace.reigns(moment) else rounds.last(moment)
        if last and last.due_at >= start and (not sent or sent[-1][1].day < last.day):
            sent.append((moment, last))
        moment += step
    return sent


@pytest.mark.parametrize(("zone", "day", "odd", "how"), CHANGES)
def test_one_summary_a_day_when_clocks_change(zone: ZoneInfo, day: date, odd: int, how: str) -> None:
    for hour in range(7):
        rounds = Rounds("daily", 1, hour, Peace(zone))
        start = rounds.peace.at(day - 2 * DAY, 0)
        sent = walk(rounds, start, rounds.peace.at(day + 3 * DAY, 0))
        assert [each.day for _moment, each in sent] == [day + number * DAY for number in range(-2, 3)]
        late = [hour + (how == "missing" and hour == odd and each.day == day) for _moment, each in sent]
        assert [moment.astimezone(zone).hour for moment, _each in sent] == late
        assert [moment for moment, _each in sent] == [each.due_at for _moment, each in sent]


@pytest.mark.parametrize(("zone", "day", "odd", "how"), CHANGES)
def test_a_quiet_time_ends_once_when_clocks_change(zone: ZoneInfo, day: date, odd: int, how: str) -> None:
    for end in (odd, odd + 1):
        peace = Peace(zone, quiet=(22, end))
        evening = peace.at(day - DAY, 23)
        ended = peace.ends(evening)
        assert (ended.astimezone(zone).date(), ended.astimezone(zone).hour) == (
            day,
            odd + 1 if how == "missing" else end,
        )
        assert ended.astimezone(zone).fold == 0


def test_a_summary_waits_for_the_end_of_peace() -> None:
    peace = Peace(PARIS, quiet=(19, 7), days="12345")
    rounds = Rounds("weekly", 6, 20, peace)  # Saturdays at eight in the evening, when there is peace until Monday
    sent = walk(rounds, datetime(2026, 6, 2, tzinfo=UTC), datetime(2026, 6, 15, tzinfo=UTC))
    assert [(moment.astimezone(PARIS).isoweekday(), moment.astimezone(PARIS).hour) for moment, _each in sent] == [
        (1, 7)
    ]


def test_a_month_has_one_and_whoever_comes_back_gets_one() -> None:
    peace = Peace(PARIS, away=((date(2026, 6, 20), date(2026, 7, 9)),))
    start, end = datetime(2026, 5, 20, tzinfo=UTC), datetime(2026, 8, 2, tzinfo=UTC)
    sent = walk(Rounds("monthly", 1, 8, peace), start, end, timedelta(hours=1))
    assert [each.day for _moment, each in sent] == [date(2026, 6, 1), date(2026, 7, 10), date(2026, 8, 1)]


def test_absence_without_an_end_ends_when_it_is_taken_back() -> None:
    peace = Peace(PARIS, away=((date(2026, 6, 20), None),))
    assert peace.is_away(datetime(2036, 6, 20, tzinfo=UTC))
    assert not peace.is_away(datetime(2026, 6, 19, tzinfo=UTC))


@given(peaces, moments)
@settings(max_examples=150)
def test_peace_ends_at_the_first_free_moment(peace: Peace, moment: datetime) -> None:
    ended = peace.ends(moment)
    assert not peace.is_quiet(ended)
    assert peace.ends(ended) == ended
    while moment < ended:
        assert peace.is_quiet(moment)
        moment += timedelta(hours=1)


@given(all_rounds, days)
@settings(max_examples=50)
def test_no_summary_in_peace_and_none_twice_for_a_day(rounds: Rounds, day: date) -> None:
    start = rounds.peace.at(day, 0)
    sent = walk(rounds, start, start + 10 * DAY, timedelta(hours=1))
    assert [each.day for _moment, each in sent] == sorted({each.day for _moment, each in sent})
    assert not any(rounds.peace.reigns(moment) or rounds.peace.reigns(each.due_at) for moment, each in sent)
