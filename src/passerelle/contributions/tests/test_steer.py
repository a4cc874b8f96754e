"""What community managers do with a whole contribution: pin, lock, move, split and merge."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Follow, Placement, Post, Reach, Reaction, Standing
from passerelle.contributions.reading.thread import thread
from passerelle.journal.decision import Refused
from passerelle.lib.markdown.plain import to_plain


@pytest.fixture
def sam(cast):
    return as_actor(cast.sam)


def fresh(contribution):
    return Contribution.objects.unscoped("a test").get(pk=contribution.pk)


@pytest.mark.parametrize("who", ["ada", "mia", "otto", "gwen", "root"])
def test_others_steer_nothing(cast, places, no_trace, who):
    update, other = bring("News", places.open, cast.ada), bring("Other", places.open, cast.ada)
    reply = actions.reply(update, text="One", by=as_actor(cast.mia))
    actor = as_actor(getattr(cast, who))
    for verb in (
        lambda: actions.pin(update, places.open, by=actor),
        lambda: actions.lock(update, by=actor),
        lambda: actions.move_home(update, places.closed, by=actor),
        lambda: actions.split([reply], title="New", by=actor),
        lambda: actions.merge(update, other, by=actor),
    ):
        with no_trace(), pytest.raises(Refused):
            verb()


def test_pin_and_lock_are_taken_back(cast, places, sam, verbs):
    update = bring("News", places.open, cast.ada)
    verbs()
    actions.pin(update, places.open, by=sam)
    assert Placement.objects.get().pinned_at is not None
    actions.pin(update, places.open, by=sam, pinned=False)
    assert Placement.objects.get().pinned_at is None
    actions.lock(update, by=sam)
    assert fresh(update).locked_at is not None
    actions.lock(update, by=sam, locked=False)
    assert fresh(update).locked_at is None
    assert verbs() == [f"contribution.{verb}" for verb in ("pinned", "unpinned", "locked", "unlocked")]


def test_only_what_is_shown_here_is_pinned(cast, places, sam, no_trace):
    update = bring("News", places.open, cast.ada)
    with no_trace(), pytest.raises(Refused):
        actions.pin(update, places.closed, by=sam)


def test_moving_house_keeps_one_home(cast, places, sam, verbs):
    update = bring("News", places.open, cast.ada)
    actions.share(update, places.closed, by=as_actor(cast.ada))
    verbs()
    moved = actions.move_home(update, places.closed, by=sam)
    assert moved.home_id == places.closed.pk
    assert list(Placement.objects.values_list("community", "is_home")) == [(places.closed.pk, True)]
    actions.move_home(moved, places.closed, by=sam)
    assert verbs() == ["contribution.rehomed"]


def test_a_manager_here_who_may_not_publish_there_moves_nothing(cast, places, no_trace):
    update = bring("News", places.open, cast.ada)
    places.open.memberships.filter(person=cast.mia).update(role="steward")
    places.closed.contributing = "moderated"
    with no_trace(), pytest.raises(Refused):
        actions.move_home(update, places.closed, by=as_actor(cast.mia))


def test_a_split_takes_answers_votes_and_followers_along(cast, places, sam, verbs):
    update = bring("News", places.open, cast.ada)
    kept = actions.reply(update, text="Stays", by=as_actor(cast.mia))
    body = actions.reply(update, text="Becomes a question of its own", by=as_actor(cast.mia))
    answer = actions.reply(update, text="Beneath it", parent=body, by=as_actor(cast.otto))
    actions.react(body, "agree", by=as_actor(cast.ada))
    actions.follow(update, "mute", by=as_actor(cast.fred))
    verbs()
    made = actions.split([body], title="Of its own", by=sam)
    assert (made.title, made.author_id, made.body_id, made.home_id) == (
        "Of its own",
        cast.mia.pk,
        body.pk,
        places.open.pk,
    )
    assert (fresh(made).replies_count, fresh(update).replies_count) == (1, 1)
    shown = thread(as_actor(cast.mia), fresh(made))
    assert (shown.body.pid, [text.pid for text in shown.said.replies]) == (body.pid, [answer.pid])
    assert [text.pid for text in thread(as_actor(cast.mia), fresh(update)).said.replies] == [kept.pid]
    assert list(Reaction.objects.values_list("post__contribution", "sign")) == [(made.pk, "agree")]
    levels = dict(Follow.objects.filter(contribution=made).values_list("person", "level"))
    assert levels == {cast.ada.pk: "watch", cast.mia.pk: "watch", cast.otto.pk: "watch", cast.fred.pk: "mute"}
    assert dict(Follow.objects.filter(contribution=update).values_list("person", "level")) == levels
    assert verbs() == ["contribution.split"]


def test_a_split_of_an_answer_alone_stands_by_itself(cast, places, sam):
    update = bring("News", places.open, cast.ada)
    first = actions.reply(update, text="One", by=as_actor(cast.mia))
    nested = actions.reply(update, text="Two", parent=first, by=as_actor(cast.ada))
    made = actions.split([nested], title="Two", by=sam)
    assert (made.body_id, Post.objects.unscoped("a test").get(pk=nested.pk).parent_id) == (nested.pk, None)
    assert fresh(update).replies_count == 1


def test_a_split_of_a_question_is_a_question(cast, places, sam):
    question = bring("Which?", places.open, cast.ada, "question")
    made = actions.split([actions.reply(question, text="And why?", by=as_actor(cast.mia))], title="Why?", by=sam)
    assert (made.kind_slug, made.state, made.facts["accepted"]) == ("question", "open", False)


def test_only_replies_of_one_conversation_are_split(cast, places, sam, no_trace):
    update, other = bring("News", places.open, cast.ada), bring("Other", places.open, cast.ada)
    replies = [actions.reply(each, text="One", by=as_actor(cast.mia)) for each in (update, other)]
    for chosen in ([], replies, [update.body]):
        with no_trace(), pytest.raises(Refused):
            actions.split(chosen, title="New", by=sam)


def test_a_merge_brings_texts_votes_and_followers(cast, places, sam, verbs):
    source, target = bring("Twice", places.open, cast.mia), bring("Once", places.open, cast.ada)
    reply = actions.reply(source, text="Here too", by=as_actor(cast.otto))
    actions.react(source.body, "thanks", by=as_actor(cast.ada))
    actions.follow(target, "mute", by=as_actor(cast.otto))
    verbs()
    actions.merge(source, target, by=sam)
    assert (fresh(source).standing, fresh(source).merged_into_id) == (Standing.MERGED, target.pk)
    assert fresh(target).replies_count == 2
    shown = thread(as_actor(cast.mia), fresh(target))
    assert [text.pid for text in shown.said.replies] == [source.body.pid, reply.pid]
    assert shown.said.replies[0].reactions == {"thanks": 1}
    levels = dict(Follow.objects.filter(contribution=target).values_list("person", "level"))
    assert levels == {cast.ada.pk: "watch", cast.mia.pk: "watch", cast.otto.pk: "mute"}
    assert list(Placement.objects.filter(contribution=source).values_list("listed", flat=True)) == [False]
    assert verbs() == ["contribution.merged"]


def test_a_merge_keeps_the_title_above_the_text(cast, places, sam):
    title = "1. Le *lin* [a] @mia <b> https://example.org/a_b_c & #tag"
    source, target = bring(title, places.open, cast.mia), bring("Once", places.open, cast.ada)
    text, again = source.body.source, bring("News", places.open, cast.mia)
    Post.objects.unscoped("a test").filter(pk=again.body_id).update(source="News\n\nof today")
    for one in (source, again):
        actions.merge(one, target, by=sam)
    moved, plain = (Post.objects.unscoped("a test").get(pk=one.body_id) for one in (source, again))
    assert moved.html.startswith("<p><strong>")
    assert to_plain(moved.html).partition("\n\n")[0] == title
    assert moved.source.endswith(f"\n\n{text}")
    assert [(one.title, one.source) for one in moved.revisions.all()] == [(title, text)]
    assert (moved.author_id, moved.edited_at, moved.mentions.count()) == (cast.mia.pk, None, 0)
    assert plain.source == "News\n\nof today"


def test_the_old_address_leads_to_what_it_became_part_of(cast, places, sam, visit):
    source, target = bring("Twice", places.open, cast.mia), bring("Once", places.open, cast.ada)
    address = source.get_absolute_url()
    actions.merge(source, target, by=sam)
    answer = visit(cast.mia).get(address)
    assert (answer.status_code, answer["Location"]) == (302, target.get_absolute_url())


def test_the_old_address_tells_nothing_of_a_place_one_may_not_know(cast, places, sam, visit):
    source, target = bring("Twice", places.open, cast.mia), bring("Once", places.open, cast.ada)
    actions.merge(source, target, by=sam)
    actions.move_home(target, places.secret, by=sam)
    Placement.objects.filter(contribution=target, community=places.open).delete()
    hidden, missing = (visit(cast.otto).get(f"/c/{pid}/-/") for pid in (source.pid, "nobodyknows"))
    assert (hidden.status_code, hidden.get("Location")) == (missing.status_code, None) == (404, None)


def test_nothing_is_merged_into_itself_or_into_what_is_gone(cast, places, sam, no_trace):
    update, gone = bring("News", places.open, cast.ada), bring("Gone", places.open, cast.ada)
    actions.withdraw(gone.body, by=as_actor(cast.ada))
    for pair in ((update, update), (update, gone), (gone, update)):
        with no_trace(), pytest.raises(Refused):
            actions.merge(*pair, by=sam)


@pytest.mark.parametrize("closed", [{"standing": Standing.HELD}, {"reach": Reach.INVOLVED}])
def test_texts_neither_leave_nor_vanish_by_joining_what_others_do_not_see(cast, places, sam, no_trace, closed):
    update, apart = bring("News", places.open, cast.ada), bring("Apart", places.open, cast.ada)
    inside = actions.reply(apart, text="Between us", by=as_actor(cast.sam))
    Contribution.objects.filter(pk=apart.pk).update(**closed)
    for verb in (
        lambda: actions.merge(update, apart, by=sam),
        lambda: actions.merge(apart, update, by=sam),
        lambda: actions.split([inside], title="Out", by=sam),
    ):
        with no_trace(), pytest.raises(Refused):
            verb()


def test_managing_one_home_is_not_enough_to_merge(cast, places, no_trace):
    source, target = bring("Twice", places.open, cast.mia), bring("Once", places.closed, cast.ada)
    places.open.memberships.filter(person=cast.mia).update(role="steward")
    with no_trace(), pytest.raises(Refused):
        actions.merge(source, target, by=as_actor(cast.mia))
