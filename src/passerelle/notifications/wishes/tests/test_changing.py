"""Who changes the rhythm of their summary gets none twice and loses none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils.timezone import localtime

from cast.people import Cast, Places, as_actor
from passerelle.lib.clock import as_of, now
from passerelle.notifications.families import Family
from passerelle.notifications.mailing.sending import due_digests, send_digest
from passerelle.notifications.models import Notice
from passerelle.notifications.wishes.actions import choose
from passerelle.people.models import Person

pytestmark = pytest.mark.django_db
LOOKED_AT = (7, 8, 9, 10, 17, 18)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, day, hour - 2, minute, tzinfo=UTC)  # Paris in summer


@pytest.mark.parametrize(
    ("before", "changed_at", "after", "mailed"),
    [
        # The one of this morning went out: none in the evening of the same day, none at once.
        ({"hour": 8}, local(2, 10), {"hour": 9}, [(1, 8), (2, 8), (3, 9), (4, 9)]),
        ({"hour": 8}, local(2, 10), {"hour": 18}, [(1, 8), (2, 8), (3, 18), (4, 18)]),
        # The one of this evening is still to come, the hour chosen is past: the next is that of tomorrow morning.
        ({"hour": 18}, local(2, 17), {"hour": 8}, [(1, 18), (3, 8), (4, 8)]),
        # It is due at this minute and not sent yet: it is not lost.
        ({"hour": 8}, local(2, 8), {"hour": 7}, [(1, 8), (2, 8), (3, 7), (4, 7)]),
        # Other rhythms.
        ({"rhythm": "weekly", "weekday": 1, "hour": 8}, local(2, 10), {"rhythm": "daily"}, [(3, 8), (4, 8)]),
        ({"hour": 8}, local(2, 10), {"rhythm": "weekly", "weekday": 4}, [(1, 8), (2, 8)]),
        ({"hour": 8}, local(2, 10), {"rhythm": "weekly", "weekday": 6}, [(1, 8), (2, 8), (4, 8)]),
        ({"hour": 8}, local(2, 10), {"rhythm": "never"}, [(1, 8), (2, 8)]),
    ],
)
def test_a_change_of_rhythm_sends_none_twice_and_loses_none(
    cast: Cast,
    places: Places,
    before: dict[str, object],
    changed_at: datetime,
    after: dict[str, object],
    mailed: list[tuple[int, int]],
) -> None:
    """Something new waits each hour from the first of July to the evening of the fourth."""
    ada, sent = as_actor(cast.ada), []
    with as_of(local(1, 2)):
        choose({"ways": dict.fromkeys(Family, "digest"), **before}, by=ada)
    about = {"person": cast.ada, "community": places.open, "verb": "x", "reason": "mention"}
    moments = [local(1, 3) + number * timedelta(hours=1) for number in range(89)]
    Notice.objects.bulk_create(
        Notice(entry_id=moment.timestamp(), at=moment, surfaces_at=moment, digest_from=moment, **about)
        for moment in moments
    )
    for moment in (each for each in moments if localtime(each).hour in LOOKED_AT):
        with as_of(moment - timedelta(minutes=1)):
            sent += summaries()
        with as_of(moment):
            if moment == changed_at:
                choose(after, by=ada)
            sent += summaries()
    assert sent == mailed


def summaries() -> list[tuple[int, int]]:
    """Send those that are due; the day and hour of each."""
    mail.outbox.clear()
    for person, day in due_digests():
        send_digest(Person.objects.get(pk=person), day)
    moment = localtime(now())
    return [(moment.day, moment.hour) for _one in mail.outbox]
