"""Home: what is new where one belongs, what became of one's own, and an honest line of what was read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.lib.clock import now
from passerelle.web import home
from passerelle.web.context import shell


def titles(who):
    return [card.title for card in home.context(as_actor(who), {})["page"].cards]


def unread(visit, person):
    request = visit(person).get(reverse("me")).wsgi_request
    return {place["name"] for place in shell(request)["shell"]["communities"] if place["unread"]}


def test_home_is_what_happens_where_one_belongs(cast, places, world):
    assert titles(cast.mia) == ["A better oven", "Only for us", "Which oven?"]  # the first was shared just now
    assert titles(cast.otto) == []
    assert titles(cast.gwen) == []


def test_what_one_muted_stays_away(cast, places, world):
    communities.mute(places.open, by=as_actor(cast.mia))
    assert set(titles(cast.mia)) == {"A better oven", "Only for us"}  # the first is shared into the closed workshop


def test_what_became_of_mine_is_what_others_did(cast, places, world):
    rows = {row.title: (row.replies, row.shares, str(row.state)) for row in home.became_of_mine(as_actor(cast.ada))}
    assert rows == {"A better oven": (2, 0, ""), "Which oven?": (1, 0, "")}
    actions.make_move(world.question, "settle", by=as_actor(cast.sam))
    rows = {row.title: str(row.state) for row in home.became_of_mine(as_actor(cast.ada))}
    assert rows["Which oven?"] == "Answered"
    assert home.became_of_mine(as_actor(cast.mia)) == []


def test_replies_in_a_home_one_left_are_not_counted(cast, places):
    inside = bring("From inside", places.closed, cast.ada)
    actions.share(inside, places.open, by=as_actor(cast.ada))
    places.closed.memberships.filter(person=cast.ada).delete()
    actions.reply(inside, text="Without Ada", by=as_actor(cast.mia))
    assert home.became_of_mine(as_actor(cast.ada)) == []
    actions.share(inside, places.secret, by=as_actor(cast.sam))
    assert [(row.replies, row.shares) for row in home.became_of_mine(as_actor(cast.ada))] == [(0, 1)]


def test_what_became_of_mine_where_i_do_not_read_is_not_told(cast, places):
    shown = bring("For everybody", places.open, cast.ada)
    places.secret.memberships.filter(person=cast.ada).delete()
    actions.share(shown, places.secret, by=as_actor(cast.sam))
    assert home.became_of_mine(as_actor(cast.ada)) == []


def test_marking_everything_as_read_does_so_up_to_what_was_shown(cast, places, world, visit):
    browser = visit(cast.mia)
    newest = home.context(as_actor(cast.mia), {})["page"].newest
    bring("Just now", places.open, cast.sam)
    assert unread(visit, cast.mia) == {"Open kitchen", "Closed workshop"}
    assert browser.post(reverse("home_seen"), {"newest": newest}).status_code == 302
    assert unread(visit, cast.mia) == {"Open kitchen"}
    cards = home.context(as_actor(cast.mia), {})["page"].cards
    assert [card.title for card in cards if card.is_new] == ["Just now"]


def test_the_dot_says_what_the_feed_says(cast, places, visit):
    bring("Mine", places.open, cast.ada)
    assert unread(visit, cast.ada) == set()
    assert unread(visit, cast.mia) == {"Open kitchen"}
    visit(cast.mia).post(reverse("community_seen", args=[places.open.pid]))
    assert unread(visit, cast.mia) == set()
    update = bring("Hers", places.open, cast.sam)
    visit(cast.mia).post(reverse("community_seen", args=[places.open.pid]))
    actions.reply(update, text="A reply is told by the inbox", by=as_actor(cast.sam))
    assert unread(visit, cast.mia) == set()


def test_a_muted_community_has_no_dot(cast, places, visit):
    communities.mute(places.open, by=as_actor(cast.mia))
    bring("News", places.open, cast.ada)
    assert unread(visit, cast.mia) == set()


def test_the_next_cards_alone_for_htmx(cast, places, visit):
    for number in range(22):
        bring(f"No {number}", places.open, cast.ada)
    cursor = home.context(as_actor(cast.mia), {})["page"].next_cursor
    browser = visit(cast.mia)
    part = browser.get(reverse("home"), {"cursor": cursor}, headers={"HX-Request": "true"}).text
    whole = browser.get(reverse("home"), {"cursor": cursor}).text
    assert ("<html" in part, part.count('<article class="card"')) == (False, 2)
    assert ("<html" in whole, whole.count('<article class="card"')) == (True, 2)


def test_what_became_of_mine_is_looked_up_by_what_is_mine(cast):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL goes by what it counted; on SQLite the way is ours to choose")
    plan = home._done_with_mine.build(as_actor(cast.ada), now()).explain()
    (way,) = [line for line in plan.splitlines() if " journal_entry " in line]
    assert way.endswith("SEARCH journal_entry USING INDEX journal_ent_contrib_ac6691_idx (contribution_id=?)")
