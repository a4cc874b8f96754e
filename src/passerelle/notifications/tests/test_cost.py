"""What a message costs is what it then does: as many people as are really told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from cast.people import Cast, Places, as_actor
from passerelle.communities.models import Membership
from passerelle.contributions import actions
from passerelle.notifications.cost import Cost, cost_of_message
from passerelle.notifications.models import Notice, Wishes
from passerelle.notifications.tests.told import crowd, follow_all
from passerelle.people.models import Person
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", ["open", "closed", "secret", "shared"])
def test_the_number_is_that_of_the_people_told(cast: Cast, places: Places, place: str) -> None:
    """Members, guests, those who left, who muted in each way, who watches or follows, who wants no messages."""
    here = getattr(places, place)
    deaf, muted, gone, shy, *tired = crowd(here, 6)
    Wishes.objects.bulk_create(Wishes(person=each, ways={"message": "nothing", "mention": "now"}) for each in tired)
    Membership.objects.filter(person=deaf).update(muted=True)
    follow_all("mute", [muted], community=here)
    follow_all("mute", [shy], followed=cast.sam)
    follow_all("watch", [cast.otto, cast.gwen, cast.fred], community=here)
    follow_all("follow", [cast.root], community=here)
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    before = cost_of_message(here, "News", "One two", by=as_actor(cast.sam))
    actions.broadcast(here, title="News", text="One two", by=as_actor(cast.sam))
    run_all()
    assert before.people == Notice.objects.count()


def test_naming_somebody_does_not_tell_what_they_muted_or_watch(cast: Cast, places: Places) -> None:
    deaf, shy, heard, tired, nameless = crowd(places.open, 5)
    Wishes.objects.create(person=tired, ways={"message": "nothing"})
    Wishes.objects.create(person=nameless, ways={"mention": "nothing"})
    Membership.objects.filter(person=deaf).update(muted=True)
    follow_all("mute", [shy], followed=cast.sam)
    follow_all("watch", [cast.otto], community=places.open)
    sam = as_actor(cast.sam)
    named = [f"@{{person:{each.pid}}}" for each in (deaf, shy, heard, tired, nameless, cast.otto, cast.root)]
    costs = {cost_of_message(places.open, "News", text, by=sam).people for text in ("One", *named, " ".join(named))}
    assert len(costs) == 1


def test_messages_count_that_reached_half_and_that_the_sender_may_see(cast: Cast, places: Places) -> None:
    people = crowd(places.open, 20)
    Membership.objects.bulk_create([Membership(person=each, community=places.secret) for each in people])
    Membership.objects.filter(person=cast.mia, community=places.secret).update(role="steward")
    Membership.objects.filter(person=cast.sam, community=places.secret).delete()
    actions.broadcast(places.open, title="News", text="All", by=as_actor(cast.sam))
    actions.broadcast(places.secret, title="Hidden", text="All", by=as_actor(cast.mia))
    run_all()
    with CaptureQueriesContext(connection) as queries:
        cost = cost_of_message(places.open, "", "word " * 238, by=as_actor(cast.sam))
    assert (cost.minutes, cost.messages, len(queries)) == (cost.people, 1, 6)


def test_it_is_told_in_the_language_and_numbers_of_the_reader() -> None:
    assert str(Cost(4, 9, 2)) == "Fewer than 5 people will be told."
    assert str(Cost(1214, 540, 3)) == (
        "1,214 people will be told, about 9 hours of reading in all. "
        "3 messages to all members reached most of them in the last seven days."
    )
    with override("fr"):
        assert str(Cost(1214, 45, 1)) == (
            "1\xa0214 personnes seront prévenues, soit environ 45 minutes de lecture en tout. "
            "1 message à tous les membres a atteint la plupart d’entre elles ces sept derniers jours."
        )


def test_the_page_says_it_and_asking_writes_nothing(cast: Cast, places: Places, visit, writes) -> None:  # type: ignore[no-untyped-def]  # fixtures
    crowd(places.open, 20)
    sam, at = visit(cast.sam), reverse("community_message_cost", args=[places.open.pid])
    people = cost_of_message(places.open, "", "", by=as_actor(cast.sam)).people
    assert f"{people} people will be told." in sam.get(reverse("community_message", args=[places.open.pid])).text
    typed = {"title": "News", "text": "word " * 238, "_key": "one"}
    with writes() as made:
        live = sam.post(at, typed, headers={"HX-Request": "true"})
        page = sam.post(at, {**typed, "text": "<b>now\x00"})
    assert live.text.startswith(f"{people} people will be told, about {people} minutes of reading in all.")
    assert (page.status_code, "&lt;b&gt;now" in page.text, made) == (200, True, [])
    assert visit(cast.mia).post(at, typed).status_code == 404
