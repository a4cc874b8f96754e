"""The calendar: what concerns its owner, as they may see it today, in a file that other programs read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Deadline, Involvement
from passerelle.lib.clock import now

pytestmark = pytest.mark.django_db
DAY = date(2031, 3, 30)  # the night in which clocks are put forward


@pytest.fixture
def asked(cast, places):
    return bring("Which oven; the red, or the blue?", places.open, cast.ada, "question", details={"needed_by": DAY})


@pytest.fixture
def events(address, ask):
    """What stands in somebody's calendar."""

    def read(who):
        return Calendar.from_ical(ask(address(who, "calendar")).content).events

    return read


def told(found):
    return [str(event["summary"]) for event in found]


def test_a_day_is_a_day_and_leads_to_its_page(cast, places, asked, address, ask):
    file = ask(address(cast.ada, "calendar")).content.decode()
    assert {"DTSTART;VALUE=DATE:20310330", "SUMMARY:Answer needed: Which oven\\; the red\\, or the blue?"} <= set(
        file.split("\r\n")
    )
    event = Calendar.from_ical(file).events[0]
    assert event["uid"] == f"{asked.pid}-needed-by@localhost"
    assert event["url"].endswith(asked.get_absolute_url())
    assert max(len(line.encode()) for line in file.split("\r\n")) <= 75


def test_a_moment_is_told_in_utc_whatever_the_zone_of_its_owner(cast, asked, events):
    cast.ada.time_zone = "America/Santiago"
    cast.ada.save()
    moment = datetime(2031, 3, 30, 1, 30, tzinfo=UTC)
    Deadline.objects.create(contribution=asked, person=cast.ada, purpose="look", due_at=moment)
    due = next(event for event in events(cast.ada) if "due-look" in event["uid"])
    assert due["dtstart"].to_ical() == b"20310330T013000Z"


def test_it_concerns_whoever_asked_is_bound_or_owes_something(cast, asked, events):
    assert [told(events(who)) for who in (cast.mia, cast.sam, cast.otto)] == [[], [], []]
    Involvement.objects.create(contribution=asked, person=cast.mia, part="owner")
    Involvement.objects.create(contribution=asked, person=cast.sam, part="owner", ended_at=now())
    Deadline.objects.create(contribution=asked, person=cast.otto, purpose="look", due_at=now())
    Deadline.objects.create(contribution=asked, person=cast.root, purpose="look", due_at=now(), met_at=now())
    assert [told(events(who)) for who in (cast.mia, cast.sam, cast.otto, cast.root)] == [
        ["Answer needed: Which oven; the red, or the blue?"],
        [],
        ["Due from you: Which oven; the red, or the blue?"],
        [],
    ]


def test_what_is_settled_or_withdrawn_or_hidden_is_gone(cast, places, asked, events):
    inside = bring("Inside", places.closed, cast.mia, "question", details={"needed_by": DAY})
    assert told(events(cast.mia)) == ["Answer needed: Inside"]
    places.closed.memberships.filter(person=cast.mia).delete()
    assert told(events(cast.mia)) == []
    actions.make_move(asked, "settle", by=as_actor(cast.ada))
    assert told(events(cast.ada)) == []
    actions.make_move(asked, "reopen", by=as_actor(cast.ada))
    assert len(events(cast.ada)) == 1
    actions.withdraw(asked.body, by=as_actor(cast.ada))
    assert told(events(cast.ada)) == []
    assert inside.pk


def test_a_day_that_moves_keeps_its_name_and_gets_a_higher_number(cast, asked, events):
    type(asked).objects.unscoped("it was brought a while ago").filter(pk=asked.pk).update(
        created_at=now() - timedelta(days=2)
    )
    [before] = events(cast.ada)
    later = DAY + timedelta(days=7)
    with_text = {"title": "Which oven?", "text": "Still.", "details": {"needed_by": later}}
    actions.edit(asked, by=as_actor(cast.ada), **with_text)
    [after] = events(cast.ada)
    assert (after["uid"], after["dtstart"].dt) == (before["uid"], later)
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt


def test_replies_change_nothing(cast, asked, address, ask):
    at = address(cast.ada, "calendar")
    before = ask(at)
    actions.reply(asked, text="The blue one.", by=as_actor(cast.mia))
    assert ask(at).content == before.content
    assert ask(at, **{"If-None-Match": before["ETag"]}).status_code == 304


def test_a_calendar_without_dates_is_one(cast, address, ask):
    empty = Calendar.from_ical(ask(address(cast.otto, "calendar")).content)
    assert (empty.events, str(empty["x-wr-calname"])) == ([], "My dates · Orsel")
    assert [part.name for part in empty.subcomponents] == ["VTIMEZONE"]


def test_it_speaks_its_owners_language(cast, asked, events):
    cast.ada.language = "fr"
    cast.ada.save()
    assert told(events(cast.ada)) == ["Réponse attendue\N{NO-BREAK SPACE}: Which oven; the red, or the blue?"]
