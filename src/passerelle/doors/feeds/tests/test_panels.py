"""“Follow by feed” stands where something can be followed, and leads to the address once there is one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from passerelle.doors.feeds import actions
from passerelle.doors.feeds.models import Feed

pytestmark = pytest.mark.django_db
OFFER, THERE = "Follow by feed", "Address of the feed"


def told(browser, at):
    page = browser.get(at).text
    return [words for words in (OFFER, THERE) if words in page]


def test_it_is_offered_and_then_shown(cast, places, world, visit):
    browser = visit(cast.mia)
    followed = {
        "community": (places.open, places.open.get_absolute_url()),
        "topic": (world.topic, reverse("topic", args=[world.topic.pid])),
        "person": (cast.ada, reverse("person", args=[cast.ada.pid])),
    }
    for about, (subject, at) in followed.items():
        assert told(browser, at) == [OFFER]
        actions.make(Feed.About(about), subject, by=as_actor(cast.mia))
        assert told(browser, at) == [THERE]
    assert told(visit(cast.sam), followed["person"][1]) == [OFFER]


def test_it_is_not_offered_where_there_is_nothing_to_follow(cast, places, visit):
    assert told(visit(cast.mia), reverse("person", args=[cast.mia.pid])) == []
    assert told(visit(cast.otto), places.closed.get_absolute_url()) == []
    browser = visit(cast.mia)
    session = browser.session
    session["shared_until"] = 4_000_000_000.0
    session.save()
    assert told(browser, places.open.get_absolute_url()) == []
