"""Taking a text away: by its author, or by a community manager with a reason; a tombstone without words stays."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Mention, Placement, Post, Revision
from passerelle.contributions.reading.cards import cards
from passerelle.contributions.reading.thread import thread
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry


def fresh(contribution):
    return Contribution.objects.unscoped("a test").select_related("body").get(pk=contribution.pk)


def test_a_withdrawn_contribution_leaves_no_word(cast, places, verbs):
    update = bring("A secret", places.open, cast.ada)
    actions.edit(update, title="A secret", text=f"With @{{person:{cast.mia.pid}}}", by=as_actor(cast.ada))
    verbs()
    actions.withdraw(update.body, by=as_actor(cast.ada))
    head = fresh(update)
    assert (head.title, head.slug, head.facts, head.standing) == ("", "", {}, "withdrawn")
    assert (head.body.source, head.body.html, head.body.excerpt) == ("", "", "")
    assert (Revision.objects.count(), Mention.objects.count()) == (0, 0)
    assert list(Placement.objects.values_list("listed", flat=True)) == [False]
    card = cards(as_actor(cast.mia), [head.pk])[0]
    assert (card.name, card.excerpt, card.state_label) == ("A text that was taken away", "", "")
    assert verbs() == ["contribution.withdrawn"]


def test_a_removed_one_says_why_and_is_kept_for_another_look(cast, places, verbs, visit):
    update = bring("Buy this", places.open, cast.ada)
    verbs()
    actions.remove(update.body, reason="advertising", by=as_actor(cast.sam))
    assert fresh(update).standing == "removed"
    assert list(Revision.objects.values_list("title", "source")) == [("Buy this", "About Buy this.")]
    assert verbs() == ["contribution.removed"]
    assert Entry.objects.last().particulars == {"reason": "advertising"}
    page = visit(cast.ada).get(fresh(update).get_absolute_url())
    assert "It is advertising" in page.text
    assert "Buy this" not in page.text


def test_a_reply_that_is_taken_back_keeps_its_place_and_its_answers(cast, places):
    update = bring("News", places.open, cast.ada)
    first = actions.reply(update, text="One", by=as_actor(cast.mia))
    nested = actions.reply(update, text="Two", parent=first, by=as_actor(cast.ada))
    actions.withdraw(first, by=as_actor(cast.mia))
    shown = thread(as_actor(cast.otto), fresh(update)).said.replies
    assert [(text.pid, text.is_tombstone, str(text.html)) for text in shown] == [(first.pid, True, "")]
    assert [text.pid for text in shown[0].answers] == [nested.pid]
    assert fresh(update).replies_count == 1


def test_a_reply_nobody_ever_saw_is_simply_gone(cast, places, verbs):
    update = bring("News", places.open, cast.sam)
    places.open.contributing = "moderated"
    places.open.save()
    held = actions.reply(update, text="May I?", by=as_actor(cast.mia))
    verbs()
    actions.withdraw(held, by=as_actor(cast.mia))
    assert Post.objects.unscoped("a test").filter(is_body=False).count() == 0
    assert verbs() == ["reply.withdrawn"]


@pytest.mark.parametrize("who", ["sam", "mia", "otto", "root"])
def test_only_the_author_takes_back(cast, places, no_trace, who):
    update = bring("News", places.open, cast.ada)
    reply = actions.reply(update, text="One", by=as_actor(cast.ada))
    for post in (update.body, reply):
        with no_trace(), pytest.raises(Refused):
            actions.withdraw(post, by=as_actor(getattr(cast, who)))


@pytest.mark.parametrize("who", ["ada", "mia", "otto", "root"])
def test_only_community_managers_remove(cast, places, no_trace, who):
    update = bring("News", places.open, cast.ada)
    reply = actions.reply(update, text="One", by=as_actor(cast.ada))
    for post in (update.body, reply):
        with no_trace(), pytest.raises(Refused):
            actions.remove(post, reason="other", by=as_actor(getattr(cast, who)))


def test_what_is_gone_stays_gone(cast, places, no_trace):
    update = bring("News", places.open, cast.ada)
    reply = actions.reply(update, text="One", by=as_actor(cast.mia))
    actions.withdraw(reply, by=as_actor(cast.mia))
    actions.withdraw(update.body, by=as_actor(cast.ada))
    with no_trace():
        actions.remove(Post.objects.unscoped("a test").get(pk=reply.pk), reason="other", by=as_actor(cast.sam))
        with pytest.raises(Refused):
            actions.withdraw(fresh(update).body, by=as_actor(cast.ada))
