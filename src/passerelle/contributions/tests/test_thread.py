"""A conversation: in order of time, page by page, with a linked reply always on the page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Post
from passerelle.contributions.reading.thread import thread
from passerelle.lib.clock import now


@pytest.fixture
def talk(cast, places):
    """Nine replies a minute apart, the later ones written down first, as an import or a merge leaves them."""
    update = bring("News", places.open, cast.ada, at=now() - timedelta(hours=1))
    replies = [actions.reply(update, text=f"No {n}", by=as_actor(cast.mia)) for n in range(9)]
    for number, reply in enumerate(replies):
        moment = now() - timedelta(minutes=number)
        Post.objects.filter(pk=reply.pk).update(created_at=moment)
    return update, replies[::-1]


def numbers(page):
    return [str(text.html)[6:7] for text in page.replies]


def test_pages_follow_each_other_in_order_of_time(cast, talk):
    update, _replies = talk
    mia, after, seen = as_actor(cast.mia), "", []
    for _ in range(3):
        page = thread(mia, update, after=after, size=4)
        seen += numbers(page)
        after = page.next_after
        assert page.body.pid == update.body.pid
    assert (seen, after) == (list("876543210"), "")


def test_a_linked_reply_is_on_the_page(cast, talk):
    update, replies = talk
    replies[6].refresh_from_db()
    page = thread(as_actor(cast.mia), update, until=replies[6], size=4)
    assert numbers(page) == list("8765432")
    assert page.next_after != ""


def test_a_link_to_an_answer_shows_the_reply_above_it(cast, talk, visit):
    update, replies = talk
    answer = actions.reply(update, text="Beneath the last", parent=replies[8], by=as_actor(cast.ada))
    page = visit(cast.otto).get(f"{update.get_absolute_url()}?reply={answer.pid}")
    assert "Beneath the last" in page.text


def test_all_answers_stand_beneath_their_reply(cast, talk):
    update, replies = talk
    for text in ("One", "Two"):
        actions.reply(update, text=text, parent=replies[0], by=as_actor(cast.ada))
    page = thread(as_actor(cast.mia), update, size=1)
    assert [str(text.html) for text in page.replies[0].answers] == ["<p>One</p>", "<p>Two</p>"]


def test_signs_and_bookmarks_are_ones_own(cast, talk):
    update, replies = talk
    actions.react(replies[0], "thanks", by=as_actor(cast.ada))
    actions.bookmark(replies[0], by=as_actor(cast.ada))
    own, other = (thread(as_actor(who), update).replies[0] for who in (cast.ada, cast.otto))
    assert (own.mine, own.bookmarked, own.reactions) == ({"thanks"}, True, {"thanks": 1})
    assert (other.mine, other.bookmarked, other.reactions) == (set(), False, {"thanks": 1})


def test_a_former_colleague_keeps_no_name(cast, talk, visit):
    update, replies = talk
    Post.objects.filter(pk=replies[0].pk).update(author=None)
    assert thread(as_actor(cast.mia), update).replies[0].author is None
    assert "Former colleague" in visit(cast.mia).get(update.get_absolute_url()).text
