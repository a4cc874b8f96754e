"""The feed: newest first, each thing once, nothing skipped or shown twice while others write."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from cast.people import as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.communities.reading import joined_ids, readable_ids
from passerelle.contributions import actions
from passerelle.contributions.models import Placement
from passerelle.contributions.reading.cursors import parse_cursor
from passerelle.contributions.reading.feed import Filters, feed
from passerelle.contributions.reading.topics import used
from passerelle.lib.clock import now
from passerelle.lib.prepared import all_prepared
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import Topic, TopicLabel


def titles(page):
    return [card.title for card in page.cards]


@pytest.fixture
def ten(cast, places):
    """Ten updates, one a minute, in turn in two communities."""
    start = now() - timedelta(hours=1)
    both = (places.open, places.closed)
    return [bring(f"No {n}", both[n % 2], cast.ada, at=start + timedelta(minutes=n)) for n in range(10)]


def test_pages_follow_each_other_without_gap_or_double(cast, places, ten):
    mia, cursor, seen = as_actor(cast.mia), "", []
    for number in range(4):
        page = feed(mia, joined_ids(mia), cursor=cursor, size=3)
        seen += titles(page)
        cursor = page.next_cursor
        bring(f"Meanwhile {number}", places.open, cast.ada)
    assert (seen, cursor) == ([f"No {n}" for n in range(9, -1, -1)], "")


def test_what_is_shared_stands_once_at_its_latest_place(cast, places, ten):
    actions.share(ten[0], places.closed, by=as_actor(cast.ada))
    mia = as_actor(cast.mia)
    assert titles(feed(mia, joined_ids(mia))) == ["No 0", *[f"No {n}" for n in range(9, 0, -1)]]
    assert titles(feed(mia, [places.open.pk])) == [f"No {n}" for n in (8, 6, 4, 2, 0)]


def test_rows_of_the_same_moment_are_kept_apart(cast, places):
    moment = now() - timedelta(minutes=5)
    for n in range(4):
        bring(f"No {n}", places.open, cast.ada, at=moment)
    mia = as_actor(cast.mia)
    first = feed(mia, [places.open.pk], size=2)
    assert (titles(first), titles(feed(mia, [places.open.pk], cursor=first.next_cursor, size=2))) == (
        ["No 3", "No 2"],
        ["No 1", "No 0"],
    )


def test_what_no_kind_offers_is_no_statement_of_its_own(cast, places, ten):
    mia = as_actor(cast.mia)
    before = len(all_statements())
    found = [
        feed(mia, joined_ids(mia), filters=Filters(kind=kind)) for kind in ("2026-01-01", "gone", "\0", "x" * 9_000)
    ]
    assert [page.cards for page in found] == [[]] * 4
    for only in ("2026-01-01", "gone", ""):
        assert len(feed(mia, joined_ids(mia), filters=Filters(kind="update", only=only)).cards) == 10
    assert len(all_statements()) <= before + 1


def all_statements():
    return [shape for one in all_prepared() for shape in one._statements]


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "2020-01-01~1",
        "2020-01-01T00:00:00+00:00~x",
        "~",
        "9999-99-99~1",
        "0001-01-01T00:00:00+14:00~1",
        "9999-12-31T23:59:59-14:00~1",
        "2020-01-01T00:00:00+00:00~" + "9" * 40,
    ],
)
def test_a_damaged_cursor_starts_at_the_top(cast, places, ten, cursor):
    assert parse_cursor(cursor) is None
    mia = as_actor(cast.mia)
    assert titles(feed(mia, joined_ids(mia), cursor=cursor, size=1)) == ["No 9"]


def test_waiting_withdrawn_and_merged_ones_are_not_listed(cast, places, world):
    mia = as_actor(cast.mia)
    assert set(titles(feed(mia, readable_ids(mia)))) == {"A better oven", "Which oven?", "Only for us"}


def test_filters_by_kind_state_and_topic(cast, places, world):
    mia = as_actor(cast.mia)
    every = readable_ids(mia)
    assert titles(feed(mia, every, filters=Filters(kind="question"))) == ["Which oven?"]
    assert titles(feed(mia, every, filters=Filters(kind="question", only="unanswered"))) == ["Which oven?"]
    assert titles(feed(mia, every, filters=Filters(topic=world.topic.pid))) == ["A better oven"]
    actions.make_move(world.question, "settle", by=as_actor(cast.ada))
    assert titles(feed(mia, every, filters=Filters(kind="question", only="unanswered"))) == []
    assert titles(feed(mia, every, filters=Filters(kind="nothing", only="unanswered"))) == []


def test_new_is_what_others_brought_since_one_was_here(cast, places, world):
    def new(who):
        actor = as_actor(who)
        return {card.title for card in feed(actor, readable_ids(actor)).cards if card.is_new}

    assert new(cast.mia) == {"A better oven", "Which oven?", "Only for us"}
    assert new(cast.ada) == set()
    assert new(cast.otto) == set()  # who is no member has no line there
    communities.seen(places.open, by=as_actor(cast.mia))
    communities.seen(places.closed, by=as_actor(cast.mia))
    assert new(cast.mia) == set()
    bring("Just now", places.open, cast.sam)
    assert new(cast.mia) == {"Just now"}


def test_what_came_meanwhile_is_asked_for_alone_and_once(cast, places, ten):
    mia = as_actor(cast.mia)
    newest = feed(mia, joined_ids(mia)).newest
    assert titles(feed(mia, joined_ids(mia), filters=Filters(newer=newest))) == []
    actions.share(bring("Eleven", places.open, cast.ada), places.closed, by=as_actor(cast.ada))
    assert titles(feed(mia, joined_ids(mia), filters=Filters(newer=newest))) == ["Eleven"]
    assert titles(feed(mia, [places.shared.pk], filters=Filters(newer=newest))) == []


def test_pins_stand_on_top_of_their_community(cast, places, ten):
    actions.pin(ten[2], places.open, by=as_actor(cast.sam))
    mia = as_actor(cast.mia)
    page = feed(mia, [places.open.pk], pins=True)
    assert [(card.title, card.pinned) for card in page.pinned] == [("No 2", True)]
    assert titles(page) == ["No 8", "No 6", "No 4", "No 0"]
    assert (feed(mia, [places.open.pk]).pinned, "No 2" in titles(feed(mia, [places.open.pk]))) == ([], True)


def test_a_pinned_card_is_marked_as_new_however_much_came_after_it(cast, places, ten):
    def new():
        return [card.is_new for card in feed(as_actor(cast.mia), [places.open.pk], pins=True, size=2).pinned]

    actions.pin(ten[0], places.open, by=as_actor(cast.sam))
    assert new() == [False]
    places.open.memberships.update(seen_at=now() - timedelta(days=1))
    assert new() == [True]


def test_a_placement_that_leads_to_nothing_one_may_see_is_left_out(cast, places, ten):
    Placement.objects.filter(contribution=ten[8]).update(community=places.open)
    type(ten[8]).objects.filter(pk=ten[8].pk).update(reach="involved")
    otto = as_actor(cast.otto)
    assert titles(feed(otto, readable_ids(otto))) == [f"No {n}" for n in (6, 4, 2, 0)]


def test_topics_count_only_what_this_reader_sees(cast, places, ten):
    ovens, locks = find_or_create(["Ovens", "Locks"], "en")
    ten[0].topics.add(ovens)
    ten[1].topics.add(ovens, locks)
    assert [(topic.name, count) for topic, count in used(as_actor(cast.mia))] == [("Locks", 1), ("Ovens", 2)]
    assert [(topic.name, count) for topic, count in used(as_actor(cast.otto))] == [("Ovens", 1)]
    assert used(as_actor(cast.gwen)) == []
    TopicLabel.objects.create(topic=Topic.objects.get(name="Ovens"), language="fr", name="Écoute", normalized="écoute")
    with override("fr"):
        assert [str(topic) for topic, _count in used(as_actor(cast.mia))] == ["Écoute", "Locks"]
