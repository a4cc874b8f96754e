"""Guests read what people wrote, but know only the people they meet."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.contributions.reading.cards import cards


@pytest.fixture
def talk(cast, places):
    """Ada brings something to the shared community; Mia answered there and left."""
    update = bring("News", places.shared, cast.ada)
    reply = actions.reply(update, text="Yes", by=as_actor(cast.mia))
    communities.leave(places.shared, by=as_actor(cast.mia))
    return update, reply


def test_who_is_no_longer_met_is_not_named_to_guests(cast, talk, visit):
    update, reply = talk
    page = visit(cast.gwen).get(f"{update.get_absolute_url()}?to={reply.pid}").content.decode()
    assert "Ada Orsel" in page
    assert "Mia" not in page
    assert cast.mia.pid not in page
    assert "Somebody" in page


def test_colleagues_know_each_other(cast, talk, visit):
    update, _reply = talk
    assert "Mia Orsel" in visit(cast.sam).get(update.get_absolute_url()).content.decode()


def test_a_card_names_nobody_a_guest_does_not_meet(cast, places):
    update = bring("From inside", places.closed, cast.mia)
    actions.share(update, places.shared, by=as_actor(cast.mia))
    communities.leave(places.shared, by=as_actor(cast.mia))
    guest, colleague = (cards(as_actor(who), [update.pk])[0].author for who in (cast.gwen, cast.sam))
    assert (guest.name, guest.url, guest.unit, guest.site, guest.photo_url) == ("Somebody", "", "", "", None)
    assert colleague.name == "Mia Orsel"
