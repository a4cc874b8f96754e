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
    return [str(text.html)[6:7] for text in page.said.replies]


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
    assert [str(text.html) for text in page.said.replies[0].answers] == ["<p>One</p>", "<p>Two</p>"]


def test_signs_and_bookmarks_are_ones_own(cast, talk):
    update, replies = talk
    actions.react(replies[0], "thanks", by=as_actor(cast.ada))
    actions.bookmark(replies[0], by=as_actor(cast.ada))
    own, other = (thread(as_actor(who), update).said.replies[0] for who in (cast.ada, cast.otto))
    assert (own.mine, own.bookmarked, own.reactions) == ({"thanks"}, True, {"thanks": 1})
    assert (other.mine, other.bookmarked, other.reactions) == (set(), False, {"thanks": 1})


def test_a_former_colleague_keeps_no_name(cast, talk, visit):
    update, replies = talk
    Post.objects.filter(pk=replies[0].pk).update(author=None)
    assert thread(as_actor(cast.mia), update).said.replies[0].author is None
    assert "Former colleague" in visit(cast.mia).get(update.get_absolute_url()).text


def _drawn_by(person, update):
    return thread(as_actor(person), update).said.by_value


def test_readers_for_whom_a_conversation_reads_the_same_share_what_was_drawn(cast, talk):
    update, _replies = talk
    assert _drawn_by(cast.otto, update) == _drawn_by(cast.ada, update)


@pytest.mark.parametrize(
    "change",
    [
        lambda cast, reply: actions.react(reply, "thanks", by=as_actor(cast.otto)),
        lambda cast, reply: actions.bookmark(reply, by=as_actor(cast.otto)),
        lambda cast, reply: actions.edit_reply(reply, text="Mended", by=as_actor(cast.mia)),
        lambda cast, reply: actions.withdraw(reply, by=as_actor(cast.mia)),
        lambda cast, reply: actions.reply(reply.contribution, text="Yes", parent=reply, by=as_actor(cast.ada)),
        lambda cast, reply: type(cast.mia).objects.filter(pk=cast.mia.pk).update(name="Mia Novak"),
        lambda cast, reply: Post.objects.filter(pk=reply.pk).update(created_at=now() - timedelta(days=3)),
        lambda cast, reply: Post.objects.filter(pk=reply.pk).update(author=cast.otto),
    ],
    ids=["sign", "bookmark", "edit", "withdrawal", "answer", "name", "age", "own"],
)
def test_whatever_changes_what_one_reads_is_drawn_anew(cast, talk, change):
    update, replies = talk
    before = _drawn_by(cast.otto, update)
    change(cast, replies[4])
    assert _drawn_by(cast.otto, update) != before


def test_somebody_a_reply_names_is_named_as_today(cast, places, visit):
    update = bring("News", places.open, cast.ada)
    actions.reply(update, text=f"Ask @{{person:{cast.otto.pid}}}", by=as_actor(cast.mia))
    before = _drawn_by(cast.mia, update)
    type(cast.otto).objects.filter(pk=cast.otto.pk).update(name="Otto Novak")
    assert _drawn_by(cast.mia, update) != before
    assert "Otto Novak" in visit(cast.mia).get(update.get_absolute_url()).text
