"""Somebody's dates as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from passerelle.contributions.dates import Dated, dates_of
from passerelle.contributions.models import Standing
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.doors.feeds.changes import changed_at
from passerelle.doors.feeds.serving import Asked
from passerelle.doors.feeds.subjects import titled
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.notifications.mailing.links import absolute, host

PAST = timedelta(days=90)
RENEWED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Day:
    """A date with what it belongs to, as its owner may see it today."""

    dated: Dated
    card: Card
    changed_at: datetime


def calendar_file(asked: Asked) -> bytes:
    """What stands behind the address of a calendar."""
    return calendar(titled(asked.subject), days(asked.reader))


def days(actor: Actor) -> list[Day]:
    """What concerns the actor, earliest first; only what is published and visible to them now."""
    found = list(dates_of(actor, now().date() - PAST))
    ids = list(dict.fromkeys(dated.contribution for dated in found))
    shown = {card.id: card for card in cards(actor, ids, pictures=False) if card.standing == Standing.PUBLISHED}
    changes = changed_at(actor, shown)
    there = [Day(one, shown[one.contribution], changes[one.contribution]) for one in found if one.contribution in shown]
    return sorted(there, key=lambda day: (day.dated.at.isoformat(), day.card.id, day.dated.purpose))


def calendar(name: str, found: Sequence[Day]) -> bytes:
    """The file. It says the same until something in it changes: what a program has not to read again is known by that."""
    made = Calendar()
    made.add("prodid", "-//Passerelle//Passerelle//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", RENEWED, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for day in found:
        made.add_component(_event(day))
    if not found:
        made.add_component(_utc())
    return bytes(made.to_ical())


def _event(day: Day) -> Event:
    """A day is a day everywhere; a moment is told in UTC, which every program turns into the time of its place.

    The number of a version is how long after its beginning it was made: it grows, and says nothing of what is not shown.
    """
    dated, card, url = day.dated, day.card, absolute(day.card.url)
    event = Event()
    event.add("uid", f"{card.pid}-{dated.purpose}@{host()}")
    event.add("dtstamp", day.changed_at)
    event.add("last-modified", day.changed_at)
    event.add("created", card.created_at)
    event.add("sequence", max(0, int((day.changed_at - card.created_at).total_seconds())))
    event.add("dtstart", _told(dated.at))
    if dated.until is not None:
        event.add("dtend", _told(dated.until))
    event.add("summary", gettext(dated.words) % {"title": card.name})
    event.add("description", "\n".join([*([card.home.name] if card.home else []), url]))
    event.add("url", url)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a date to keep in mind takes no time of anybody
    return event


def _told(at: date | datetime) -> date | datetime:
    return at.astimezone(UTC) if isinstance(at, datetime) else at


def _utc() -> Timezone:
    """A calendar has at least one part (RFC 5545, 3.6); one without dates has this."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  # local by definition
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone
