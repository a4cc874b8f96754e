"""Who sees what: each visibility, each standing, each of the cast."""

from __future__ import annotations

import pytest

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Involvement, Post, Reach, Standing
from passerelle.contributions.reading.cards import cards
from passerelle.contributions.reading.page import context
from passerelle.moderation import actions as moderation

STAFF = {"ada", "sam", "mia", "otto", "fred", "root"}
MEMBERS = {"ada", "sam", "mia"}
READERS = {
    "open": STAFF,
    "closed": MEMBERS,
    "secret": MEMBERS,
    "shared": MEMBERS | {"gwen"},
    "elsewhere": {"sam", "gil"},
}


def seers(cast, thing):
    """Names of those for whom this contribution or text exists."""
    rows = type(thing).objects
    return {name for name in NAMES if rows.visible_to(as_actor(getattr(cast, name))).filter(pk=thing.pk).exists()}


@pytest.mark.parametrize("place", READERS)
def test_published_is_read_by_those_who_read_the_community(cast, places, place):
    update = bring("News", getattr(places, place), cast.sam)
    reply = actions.reply(update, text="Yes", by=as_actor(cast.sam))
    assert seers(cast, update) == READERS[place]
    assert seers(cast, update.body) == READERS[place]
    assert seers(cast, reply) == READERS[place]


def test_nobody_sees_nothing_and_the_system_everything(cast, places):
    update = bring("News", places.secret, cast.ada)
    assert list(Contribution.objects.visible_to(as_actor(None))) == []
    assert list(Post.objects.visible_to(as_actor(None))) == []
    assert list(Contribution.objects.visible_to(as_actor("system"))) == [update]


@pytest.mark.parametrize(
    ("standing", "place", "expected"),
    [
        (Standing.HELD, "shared", {"ada", "sam"}),
        (Standing.SCHEDULED, "open", {"ada"}),
        (Standing.REFUSED, "shared", {"ada"}),
        (Standing.WITHDRAWN, "open", STAFF),
        (Standing.REMOVED, "shared", MEMBERS | {"gwen"}),
        (Standing.MERGED, "open", STAFF),
    ],
)
def test_what_waits_is_for_few_and_a_tombstone_for_those_who_saw_the_text(cast, places, standing, place, expected):
    update = bring("News", getattr(places, place), cast.ada)
    Contribution.objects.filter(pk=update.pk).update(standing=standing)
    assert seers(cast, update) == expected


def test_what_never_appeared_is_gone_for_everybody_when_it_is_taken_back(cast, places):
    places.open.contributing = "moderated"
    places.open.save()
    held = bring("Wait", places.open, cast.ada)
    actions.withdraw(held.body, by=as_actor(cast.ada))
    assert seers(cast, held) == set()


def test_sharing_lets_the_card_and_the_text_travel_but_not_the_conversation(cast, places):
    update = bring("From inside", places.closed, cast.ada)
    reply = actions.reply(update, text="Only for us", by=as_actor(cast.mia))
    actions.share(update, places.open, by=as_actor(cast.ada))
    assert seers(cast, update) == STAFF
    assert seers(cast, update.body) == STAFF
    assert seers(cast, reply) == MEMBERS
    outside, inside = (cards(as_actor(who), [update.pk])[0] for who in (cast.otto, cast.mia))
    assert ([place.name for place in outside.places], outside.replies_count) == (["Open kitchen"], 0)
    assert ([place.name for place in inside.places], inside.replies_count) == (["Closed workshop", "Open kitchen"], 1)


def test_colleagues_talk_among_themselves_when_a_partner_is_shown_something(cast, places, visit):
    """A home that is open is open to the organisation: what its people answered stays theirs when the card goes to guests."""
    update = bring("From inside", places.open, cast.ada)
    reply = actions.reply(update, text="Our margin is 40%", by=as_actor(cast.otto))
    actions.share(update, places.shared, by=as_actor(cast.ada))
    assert seers(cast, update) == seers(cast, update.body) == STAFF | {"gwen"}
    assert seers(cast, reply) == STAFF
    assert cards(as_actor(cast.gwen), [update.pk])[0].replies_count == 0
    assert "40%" not in visit(cast.gwen).get(update.get_absolute_url()).content.decode()


def test_the_page_of_what_travelled_has_no_replies(cast, places):
    update = bring("From inside", places.closed, cast.ada)
    actions.reply(update, text="Only for us", by=as_actor(cast.mia))
    actions.share(update, places.open, by=as_actor(cast.ada))
    shown = context(as_actor(cast.otto), update)
    assert (shown["conversation_travels"], shown["thread"].said.replies, bool(shown["may"]["reply"])) == (
        False,
        [],
        False,
    )
    assert shown["body"].pid == update.body.pid


def test_taking_it_out_again_closes_the_door(cast, places):
    update = bring("From inside", places.closed, cast.ada)
    actions.share(update, places.open, by=as_actor(cast.ada))
    actions.unshare(update, places.open, by=as_actor(cast.ada))
    assert seers(cast, update) == MEMBERS


def test_involved_means_the_involved_and_the_author(cast, places):
    update = bring("Between us", places.open, cast.ada)
    Contribution.objects.filter(pk=update.pk).update(reach=Reach.INVOLVED)
    running = Involvement.objects.create(contribution=update, person=cast.otto, part="reviewer")
    assert seers(cast, update) == {"ada", "otto"}
    running.ended_at = running.since
    running.save()
    assert seers(cast, update) == {"ada"}


def test_a_text_without_an_author_belongs_to_nobody(cast, places):
    """Nobody is not everybody who is nobody: empty columns match no reader."""
    update = bring("Anonymous", places.open, cast.ada)
    Contribution.objects.filter(pk=update.pk).update(author=None, standing=Standing.SCHEDULED)
    reply = actions.reply(bring("Open", places.open, cast.ada), text="Mine", by=as_actor(cast.mia))
    Post.objects.filter(pk=reply.pk).update(author=None, standing=Standing.REFUSED)
    assert (seers(cast, update), seers(cast, reply)) == (set(), set())
    assert cards(as_actor("system"), [update.pk])[0].author is None


def test_waiting_replies_are_for_their_author_and_the_community_managers(cast, places):
    places.open.contributing = "moderated"
    update = bring("News", places.open, cast.sam)
    places.open.save()
    reply = actions.reply(update, text="May I?", by=as_actor(cast.mia))
    assert seers(cast, reply) == {"mia", "sam"}
    moderation.refuse(reply, reason="Not here.", by=as_actor(cast.sam))
    assert seers(cast, reply) == {"mia"}


def test_leaving_takes_the_right_to_read_along(cast, places):
    update = bring("From inside", places.closed, cast.ada)
    places.closed.memberships.filter(person=cast.ada).delete()
    assert seers(cast, update) == {"sam", "mia"}


def test_a_guest_loses_everything_when_the_community_closes_to_partners(cast, places):
    update = bring("For partners", places.shared, cast.ada)
    places.shared.open_to_partners = False
    places.shared.save()
    assert seers(cast, update) == MEMBERS
