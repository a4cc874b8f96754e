"""Whoever knows an address reads as its owner may now; where they may not, the answer is that of an address nobody made."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.doors.feeds import actions, serving
from passerelle.doors.feeds.models import Feed
from passerelle.doors.feeds.tokens import token_of
from passerelle.people import actions as people
from passerelle.topics import actions as topics
from passerelle.topics.finding import find_or_create
from passerelle.work.worker import run_all
from visibility.visitors import ask as ask_as_anybody
from visibility.visitors import bare

pytestmark = pytest.mark.django_db


@pytest.fixture
def missing():
    """Whether the answer is that of an address nobody made: status, headers and bytes."""

    def told(at):
        return bare(ask_as_anybody(Client(), at), at)

    nothing = told(reverse("feed_atom", args=["no-such-token"]))
    assert nothing[0] == 404
    return lambda at: told(at) == nothing


def test_it_needs_no_session_and_leaves_no_cookie(cast, places, world, address, ask, visit):
    at = address(cast.mia, "home")
    answer = ask(at)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert not answer.cookies
    assert "Last-Modified" not in answer
    assert visit(cast.otto).get(at).content == answer.content
    assert visit(None).head(at).status_code == 200


@pytest.mark.parametrize("about", ["calendar", "home"])
def test_reading_writes_nothing(cast, places, world, address, ask, writes, about):
    at = address(cast.mia, about)
    with writes() as made:
        ask(at)
    assert made == []


def test_what_is_no_longer_read_is_gone_at_the_next_look(cast, places, world, address, ask):
    at = address(cast.mia, "home")
    before = ask(at)
    places.closed.memberships.filter(person=cast.mia).delete()
    after = ask(at, **{"If-None-Match": before["ETag"], "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"})
    assert after.status_code == 200
    assert ("Only for us" in before.text, "Only for us" in after.text) == (True, False)


def test_a_name_that_changed_is_read_at_the_next_look(cast, places, world, address, ask):
    at = address(cast.mia, "home")
    tag = ask(at)["ETag"]
    assert ask(at, **{"If-None-Match": f"W/{tag}"}).status_code == 304
    cast.ada.name = "Ada Neu"
    cast.ada.save()
    assert ask(at, **{"If-None-Match": tag}).status_code == 200


def test_addresses_of_those_who_are_gone_are_those_of_nobody(cast, places, world, address, missing):
    own = {name: address(getattr(cast, name), "home") for name in ("mia", "gwen", "fred")}
    dates = address(cast.mia, "calendar")
    assert not any(missing(at) for at in (*own.values(), dates))
    root = as_actor(cast.root)
    people.deactivate(cast.mia, by=root)
    type(cast.gwen).objects.filter(pk=cast.gwen.pk).update(access_until="2001-01-01")
    people.erase(cast.fred, by=root)
    assert all(missing(at) for at in (*own.values(), dates))
    run_all()
    assert not Feed.objects.filter(owner=cast.fred).exists()
    people.reactivate(cast.mia, by=root)
    assert not missing(own["mia"])


def test_what_is_followed_and_no_longer_there_is_missing(cast, places, world, address, missing):
    closed, of_mia = address(cast.ada, "community", places.closed), address(cast.ada, "person", cast.mia)
    assert not missing(closed)
    assert not missing(of_mia)
    places.closed.memberships.filter(person=cast.ada).delete()
    people.deactivate(cast.mia, by=as_actor(cast.root))
    assert missing(closed)
    assert missing(of_mia)


def test_a_topic_that_was_merged_is_read_under_what_took_its_place(cast, places, world, address, ask):
    at = address(cast.mia, "topic", world.topic)
    [stoves] = find_or_create(["Stoves"], "en")
    bring("A stove", places.open, cast.ada, topics=[stoves])
    topics.merge_topic(world.topic, stoves, by=as_actor(cast.root))
    assert re.findall(r"<title>(.*?)</title>", ask(at).text) == ["Stoves · Orsel", "A stove", "A better oven"]


def test_a_guest_reads_what_they_joined(cast, places, world, address, ask, missing):
    inside = bring("For partners", places.shared, cast.sam)
    contributions.share(world.update, places.shared, by=as_actor(cast.sam))
    titles = re.findall(r"<title>(.*?)</title>", ask(address(cast.gwen, "home")).text)[1:]
    assert titles == ["A better oven", "For partners"]
    assert re.findall(r"<title>(.*?)</title>", ask(address(cast.gil, "home")).text)[1:] == []
    assert missing(address(cast.gwen, "community", places.open))
    assert inside.pk


def test_tokens_that_were_not_made_here(cast, address, missing):
    at = address(cast.mia, "home")
    token = at.removeprefix("/feeds/").removesuffix(".atom")
    pid, _, signature = token.partition(".")
    wrong = [
        "x",
        f"{pid}.",
        f".{signature}",
        f"{pid}.{signature[:-1]}",
        f"{token}.{signature}",
        f"zzzzzzzzzzzz.{signature}",
        "é.é",
    ]
    assert [one for one in wrong if not missing(reverse("feed_atom", args=[one]))] == []
    assert missing(reverse("feed_calendar", args=[token]))


def test_an_address_that_was_ended_or_made_anew_is_missing(cast, address, missing):
    at = address(cast.mia, "home")
    mia = as_actor(cast.mia)
    again = actions.renew(Feed.objects.get(), by=mia)
    assert missing(at)
    at = reverse("feed_atom", args=[token_of(again)])
    assert not missing(at)
    actions.end(again, by=mia)
    assert missing(at)


def test_a_program_that_asks_all_the_time_is_told_so(cast, places, address, ask):
    at = address(cast.mia, "home")
    for _time in range(serving.MOST_AN_HOUR):
        cache.set(f"feeds:{Feed.objects.get().pid}:{int(serving.now().timestamp()) // 3600}", serving.MOST_AN_HOUR)
    answer = ask(at)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert ask(address(cast.otto, "home")).status_code == 200


@pytest.mark.parametrize("about", ["calendar", "home", "community", "topic", "person"])
def test_a_longer_feed_costs_no_more_queries(cast, places, world, address, ask, about):
    subject = {"community": places.open, "topic": world.topic, "person": cast.ada}.get(about)
    at = address(cast.ada, about, subject)
    kind, details = "question", {"details": {"needed_by": date(2031, 1, 1)}}
    bring("One", places.open, cast.ada, kind, topics=[world.topic], **details)
    ask(at)
    with CaptureQueriesContext(connection) as few:
        ask(at)
    for number in range(5):
        bring(f"No {number}", places.open, cast.ada, kind, topics=[world.topic], **details)
    with CaptureQueriesContext(connection) as many:
        ask(at)
    assert len(many) == len(few)
    assert len(few) <= 16
