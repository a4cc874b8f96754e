"""Replies: one level deep, where the conversation is open to the writer."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Follow, Post
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.clock import now


def test_a_reply_counts_is_followed_and_leaves_one_entry(cast, places, verbs):
    update = bring("News", places.open, cast.ada)
    verbs()
    reply = actions.reply(update, text="Well done", by=as_actor(cast.otto))
    head = Contribution.objects.unscoped("a test").get()
    assert (head.replies_count, head.last_activity_at, head.version) == (1, reply.created_at, 2)
    follow = Follow.objects.get(person=cast.otto)
    assert (follow.level, follow.chosen) == ("watch", False)
    assert verbs() == ["reply.published"]
    assert Entry.objects.last().particulars == {"author": cast.otto.pk, "parent": None, "mentions": []}


def test_replies_nest_one_level_and_deeper_ones_join_their_thread(cast, places):
    update = bring("News", places.open, cast.ada)
    first = actions.reply(update, text="One", by=as_actor(cast.mia))
    second = actions.reply(update, text="Two", parent=first, by=as_actor(cast.ada))
    third = actions.reply(update, text="Three", parent=second, by=as_actor(cast.mia))
    on_body = actions.reply(update, text="Four", parent=update.body, by=as_actor(cast.mia))
    assert [each.parent for each in (first, second, third, on_body)] == [None, first, first, None]


@pytest.mark.parametrize(
    ("place", "may"),
    [
        ("open", {"ada", "sam", "mia", "otto", "fred", "root"}),
        ("closed", {"ada", "sam", "mia"}),
        ("shared", {"ada", "sam", "mia", "gwen"}),
    ],
)
def test_members_reply_and_in_open_communities_every_colleague(cast, places, place, may):
    update = bring("News", getattr(places, place), cast.ada)
    replied = set()
    for name in ("ada", "sam", "mia", "otto", "fred", "root", "gwen", "gil", "eve", "iris"):
        try:
            actions.reply(update, text="Hello", by=as_actor(getattr(cast, name)))
            replied.add(name)
        except Refused:
            pass
    assert replied == may
    assert Post.objects.unscoped("a test").filter(is_body=False).count() == len(may)


def test_a_closed_conversation_is_for_community_managers(cast, places, no_trace):
    update = bring("News", places.open, cast.ada)
    actions.lock(update, by=as_actor(cast.sam))
    for who in (cast.ada, cast.mia):
        with no_trace(), pytest.raises(Refused):
            actions.reply(update, text="But", by=as_actor(who))
    assert actions.reply(update, text="Last word", by=as_actor(cast.sam)).pk


@pytest.mark.parametrize("standing", ["held", "scheduled", "refused", "withdrawn", "removed", "merged"])
def test_what_is_not_published_takes_no_reply(cast, places, no_trace, standing):
    update = bring("News", places.open, cast.ada)
    Contribution.objects.filter(pk=update.pk).update(standing=standing)
    with no_trace(), pytest.raises(Refused):
        actions.reply(update, text="But", by=as_actor(cast.sam))


def test_an_archived_community_takes_no_reply(cast, places, no_trace):
    update = bring("News", places.open, cast.ada)
    places.open.archived_at = now()
    places.open.save()
    with no_trace(), pytest.raises(Refused):
        actions.reply(update, text="But", by=as_actor(cast.sam))


def test_a_reply_hangs_on_no_other_conversation(cast, places, no_trace, visit):
    update, other = (bring(title, places.open, cast.ada) for title in ("News", "Else"))
    foreign = actions.reply(other, text="There", by=as_actor(cast.mia))
    for parent in (foreign, other.body):
        with no_trace(), pytest.raises(Refused):
            actions.reply(update, text="Lost", parent=parent, by=as_actor(cast.otto))
    with no_trace():
        sent = visit(cast.otto).post(f"/c/{update.pid}/replies/", {"text": "Lost", "parent": foreign.pid})
    assert sent.status_code == 403


def test_a_moderated_community_holds_replies_and_counts_them_later(cast, places, verbs):
    update = bring("News", places.open, cast.sam)
    places.open.contributing = "moderated"
    places.open.save()
    verbs()
    actions.reply(update, text="May I?", by=as_actor(cast.mia))
    assert Contribution.objects.unscoped("a test").get().replies_count == 0
    assert verbs() == ["reply.held"]
