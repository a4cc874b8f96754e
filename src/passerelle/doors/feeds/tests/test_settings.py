"""The page on which one makes, copies and ends addresses; each of it an entry that does not say what is followed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from passerelle.doors.feeds import actions
from passerelle.doors.feeds.models import Feed
from passerelle.doors.feeds.tokens import url_of
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry

pytestmark = pytest.mark.django_db
PAGE = "/settings/feeds/"


def make(browser, about, subject=None):
    return browser.post(reverse("feed_make"), {"about": about, "what": subject.pid if subject else ""})


def test_an_address_is_made_shown_renewed_and_ended(cast, places, visit, verbs):
    browser = visit(cast.mia)
    assert make(browser, "calendar")["Location"].startswith(f"{PAGE}#f-")
    made = Feed.objects.get()
    assert url_of(made) in browser.get(PAGE).text
    assert make(browser, "calendar").status_code == 302
    browser.post(reverse("feed_renew", args=[made.pid]))
    renewed = Feed.objects.get()
    assert url_of(renewed) != url_of(made)
    page = browser.get(PAGE).text
    assert (url_of(made) in page, url_of(renewed) in page) == (False, True)
    browser.post(reverse("feed_end", args=[renewed.pid]))
    assert Feed.objects.count() == 0
    assert verbs() == ["person.feed_made", "person.feed_renewed", "person.feed_ended"]
    assert list(Entry.objects.filter(verb="person.feed_made").values_list("particulars", flat=True)) == [
        {"about": "calendar"}
    ]


def test_what_is_not_there_for_oneself_cannot_be_followed(cast, places, world, visit):
    browser = visit(cast.otto)
    answers = {
        ("community", places.open): 302,
        ("community", places.closed): 404,
        ("topic", world.topic): 302,
        ("person", cast.ada): 302,
        ("person", cast.iris): 404,
        ("nothing", cast.ada): 404,
    }
    assert {key: make(browser, *key).status_code for key in answers} == answers
    assert make(visit(cast.gwen), "topic", world.topic).status_code == 404


def test_what_is_followed_is_named_as_one_may_know_it_now(cast, places, visit):
    browser = visit(cast.mia)
    make(browser, "community", places.secret)
    assert "Secret vault" in browser.get(PAGE).text
    places.secret.memberships.filter(person=cast.mia).delete()
    page = browser.get(PAGE).text
    assert ("Secret vault" in page, "Something you no longer see" in page) == (False, True)


def test_addresses_of_others_are_missing(cast, places, visit):
    made = actions.make(Feed.About.HOME, by=as_actor(cast.mia))
    for verb in ("feed_renew", "feed_end"):
        assert visit(cast.otto).post(reverse(verb, args=[made.pid])).status_code == 404
    with pytest.raises(Refused):
        actions.renew(made, by=as_actor(cast.otto))
    with pytest.raises(Refused):
        actions.make(Feed.About.HOME, by=as_actor(cast.iris))
    assert Feed.objects.get().pid == made.pid


def test_one_that_was_ended_meanwhile_is_not_renewed(cast):
    made = actions.make(Feed.About.HOME, by=as_actor(cast.mia))
    actions.end(made, by=as_actor(cast.mia))
    with pytest.raises(Refused):
        actions.renew(Feed(pk=10_000, owner=cast.mia, about="home"), by=as_actor(cast.mia))


def test_there_is_an_end_to_addresses(cast, places, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    mia = as_actor(cast.mia)
    actions.make(Feed.About.HOME, by=mia)
    with pytest.raises(Refused, match="At most 1"):
        actions.make(Feed.About.CALENDAR, by=mia)
    assert Feed.objects.count() == 1


def test_a_shared_device_shows_none(cast, visit):
    made = actions.make(Feed.About.HOME, by=as_actor(cast.mia))
    browser = visit(cast.mia)
    session = browser.session
    session["shared_until"] = 4_000_000_000.0
    session.save()
    page = browser.get(PAGE).text
    assert (url_of(made) in page, "This device is shared" in page) == (False, True)
