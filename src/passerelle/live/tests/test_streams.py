"""Streams from real servers: two processes hear each other, and who lost a right hears nothing more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.live.tests.servers import Ear, served, session_of
from passerelle.notifications.listeners import tell
from passerelle.people import actions as people
from passerelle.people.models import Person
from passerelle.work.models import Job

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def port(cast: Cast, places: Places) -> Iterator[int]:
    """A server in another process than the one that writes: this test."""
    with served() as port:
        yield port


def fresh(port: int, person: Person, *wanted: str) -> Ear:
    """Somebody who has already looked at everything once."""
    ear = Ear(port, session_of(person), *wanted)
    ear.hears()
    return ear


def test_what_one_process_writes_another_tells(cast: Cast, places: Places, port: int) -> None:
    made = bring("Bread", places.open, cast.ada)
    with served() as other:
        ears = [fresh(each, cast.mia, f"contribution:{made.pid}") for each in (port, other)]
        stranger = fresh(port, cast.gwen, f"contribution:{made.pid}")
        actions.reply(made, text="Salt", by=as_actor(cast.sam))
        for ear in ears:
            assert ear.hears() == [("contribution", made.pid), ("community", places.open.pid)]
        assert stranger.hears(0.5) == []


def test_an_inbox_is_told_to_its_owner_only(cast: Cast, places: Places, port: int) -> None:
    made = bring("Bread", places.closed, cast.ada)
    ada, mia = fresh(port, cast.ada), fresh(port, cast.mia)
    actions.reply(made, text="Salt", by=as_actor(cast.sam))
    assert ada.hears() == mia.hears() == [("community", places.closed.pid)]
    for job in Job.objects.filter(task=tell.name):
        tell(**job.arguments)
    assert ada.hears() == [("inbox", "")]
    assert mia.hears(0.5) == []


def test_a_revoked_member_falls_silent(cast: Cast, places: Places, port: int) -> None:
    made = bring("Bread", places.closed, cast.ada)
    ear = fresh(port, cast.mia, f"contribution:{made.pid}")
    communities.remove_member(places.closed, cast.mia, by=as_actor(cast.sam))
    actions.reply(made, text="Salt", by=as_actor(cast.sam))
    assert [hint for hint in ear.hears(2) if hint[0] != "inbox"] == []
    bring("Elsewhere", places.open, cast.ada)
    assert ("community", places.open.pid) in ear.hears()


def test_who_signed_out_or_may_not_come_in_any_more_is_sent_home(cast: Cast, places: Places, port: int) -> None:
    """Nothing was written about the end of the session, and the next look at rights is a minute away."""
    cookie = session_of(cast.mia)
    signed_out, suspended, here = Ear(port, cookie), fresh(port, cast.otto), fresh(port, cast.mia)
    Session.objects.get(session_key=cookie.partition("=")[2]).delete()
    people.deactivate(cast.otto, by=as_actor(cast.root))
    assert signed_out.ended.wait(30)
    assert suspended.ended.wait(30)
    signed_out.hears(0.1)
    bring("Bread", places.open, cast.ada)
    assert ("community", places.open.pid) in here.hears()
    assert signed_out.hears(0.1) == suspended.hears(0.1) == []


def test_what_was_missed_is_told_on_return(cast: Cast, places: Places, port: int) -> None:
    ear = fresh(port, cast.mia)
    last = ear.last
    ear.close()
    bring("Bread", places.open, cast.ada)
    back = Ear(port, session_of(cast.mia), last=last)
    assert back.hears() == [("community", places.open.pid)]
    assert back.last != last


def test_who_comes_first_looks_at_everything_once(cast: Cast, places: Places, port: int) -> None:
    ear = Ear(port, session_of(cast.gwen))
    assert ear.headers["Content-Type"].startswith("text/event-stream")
    assert ear.headers["Cache-Control"] == "no-store"
    assert ear.hears() == [("community", places.shared.pid), ("inbox", "")]


def test_nobody_gets_no_stream(cast: Cast, places: Places, port: int) -> None:
    assert Ear(port, "").status == 204
    assert Ear(port, session_of(cast.eve)).status == 204


def test_one_person_has_so_many_streams(cast: Cast, places: Places, port: int) -> None:
    cookie = session_of(cast.mia)
    ears = [Ear(port, cookie) for _number in range(13)]
    assert [ear.status for ear in ears].count(200) == 12
    assert 15 <= int(ears[-1].headers["Retry-After"]) <= 45
    assert Ear(port, session_of(cast.ada)).status == 200
