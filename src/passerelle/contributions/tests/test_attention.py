"""What people do with a text besides writing: signs, bookmarks, following, drafts."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.actions.keep import MAX_DRAFTS
from passerelle.contributions.models import Bookmark, Contribution, Draft, Follow, Post, Reaction
from passerelle.contributions.reading import kept
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.clock import now


def test_a_sign_is_given_and_taken_back(cast, places, verbs):
    update = bring("News", places.open, cast.ada)
    verbs()
    assert actions.react(update.body, "thanks", by=as_actor(cast.mia))
    assert actions.react(update.body, "agree", by=as_actor(cast.mia))
    assert actions.react(update.body, "agree", by=as_actor(cast.otto))
    assert not actions.react(update.body, "thanks", by=as_actor(cast.mia))
    assert Post.objects.unscoped("a test").get().reactions_count == {"agree": 2}
    assert verbs() == ["post.reacted"] * 3 + ["post.reaction_withdrawn"]
    assert Entry.objects.last().particulars == {"sign": "thanks", "author": cast.ada.pk}


def test_signs_are_a_fixed_set_for_present_people_and_living_texts(cast, places, no_trace):
    update, gone = bring("News", places.open, cast.ada), bring("Gone", places.open, cast.ada)
    actions.withdraw(gone.body, by=as_actor(cast.ada))
    tombstone = Post.objects.unscoped("a test").get(pk=gone.body_id)
    for post, sign, who in (
        (update.body, "hate", cast.mia),
        (update.body, "thanks", cast.eve),
        (update.body, "thanks", cast.iris),
        (update.body, "thanks", None),
        (update.body, "thanks", "system"),
        (tombstone, "thanks", cast.mia),
    ):
        with no_trace(), pytest.raises(Refused):
            actions.react(post, sign, by=as_actor(who))
    places.open.archived_at = now()
    places.open.save()
    archived = Post.objects.unscoped("a test").get(pk=update.body_id)
    with no_trace(), pytest.raises(Refused):
        actions.react(archived, "thanks", by=as_actor(cast.mia))


@pytest.mark.parametrize("again", ["sign", "bookmark", "draft", "follow", "place", "home", "body"])
def test_the_database_itself_holds_everything_once(cast, places, world, again):
    """What two requests at the same moment might do is refused by a constraint, not only by a look beforehand."""
    twice = {
        "sign": lambda: Reaction.objects.create(post=world.update.body, person=cast.mia, sign="thanks"),
        "bookmark": lambda: Bookmark.objects.create(post=world.reply, person=cast.ada),
        "draft": lambda: Draft.objects.create(person=cast.ada, place=f"reply:{world.question.pid}"),
        "follow": lambda: Follow.objects.create(person=cast.ada, contribution=world.update),
        "place": lambda: world.update.placements.create(community=places.closed, is_home=False),
        "home": lambda: world.update.placements.create(community=places.secret, is_home=True),
        "body": lambda: Post.objects.create(contribution=world.update, is_body=True),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        twice[again]()


def test_a_bookmark_is_nobodys_business(cast, places, verbs):
    update = bring("News", places.open, cast.ada)
    verbs()
    assert actions.bookmark(update.body, by=as_actor(cast.mia))
    assert [item["text"].pid for item in kept.bookmarks(as_actor(cast.mia), "")["items"]] == [update.body.pid]
    assert kept.bookmarks(as_actor(cast.ada), "")["items"] == []
    assert not actions.bookmark(update.body, by=as_actor(cast.mia))
    assert (Bookmark.objects.count(), verbs()) == (0, [])
    with pytest.raises(Refused):
        actions.bookmark(update.body, by=as_actor(None))


def test_what_one_may_no_longer_read_leaves_the_list_and_comes_back_with_the_right(cast, places):
    update = bring("Inside", places.closed, cast.ada)
    actions.bookmark(update.body, by=as_actor(cast.mia))
    membership = places.closed.memberships.get(person=cast.mia)
    membership.delete()
    assert kept.bookmarks(as_actor(cast.mia), "")["items"] == []
    membership.save(force_insert=True)
    assert len(kept.bookmarks(as_actor(cast.mia), "")["items"]) == 1


def test_bookmarks_of_what_one_may_no_longer_read_take_no_place_on_a_page(cast, places):
    """One page of them would otherwise be empty, and say how many there are."""
    shown = bring("Open", places.open, cast.ada)
    hidden = [bring(f"Inside {number}", places.closed, cast.ada) for number in range(kept.PAGE)]
    for head in (shown, *hidden):
        actions.bookmark(head.body, by=as_actor(cast.mia))
    places.closed.memberships.filter(person=cast.mia).delete()
    page = kept.bookmarks(as_actor(cast.mia), "")
    assert ([item["text"].pid for item in page["items"]], page["next"]) == ([shown.body.pid], "")


def test_following_is_one_level_for_each_thing_and_private(cast, places, world, verbs):
    for subject in (world.update, world.topic, places.open, cast.sam):
        for level in ("watch", "mute"):
            actions.follow(subject, level, by=as_actor(cast.otto))
    assert list(Follow.objects.filter(person=cast.otto).values_list("level", flat=True)) == ["mute"] * 4
    assert verbs() == []
    for subject, level, who in (
        (world.update, "loudly", cast.otto),
        (world.report, "mute", cast.otto),
        (world.update, "mute", None),
    ):
        with pytest.raises(Refused) as refusal:
            actions.follow(subject, level, by=as_actor(who))
        assert str(refusal.value.reason)


def test_drafts_survive_and_are_found_where_they_were_written(cast, places, verbs):
    question = bring("Which?", places.closed, cast.ada, "question")
    verbs()
    mia = as_actor(cast.mia)
    for number in range(3):
        actions.save_draft(f"reply:{question.pid}", {"text": f"Half {number}"}, by=mia)
    actions.save_draft(f"new:question:{places.open.pid}", {"title": "And", "text": ""}, by=mia)
    found = {draft.title: (str(draft.what), draft.where, draft.text) for draft in kept.drafts(as_actor(cast.mia))}
    assert found == {"": ("Question", "Which?", "Half 2"), "And": ("Question", "Open kitchen", "")}
    assert (kept.drafts(as_actor(cast.ada)), verbs()) == ([], [])
    places.closed.memberships.filter(person=cast.mia).delete()
    kept_text = kept.drafts(as_actor(cast.mia))[-1]
    assert (kept_text.text, kept_text.url, kept_text.where) == ("Half 2", "", "")


def test_an_empty_draft_is_forgotten_and_old_ones_go(cast):
    ada = as_actor(cast.ada)
    actions.save_draft("reply:one", {"text": "Something"}, by=ada)
    assert actions.save_draft("reply:one", {"text": "  "}, by=ada) is None
    assert Draft.objects.count() == 0
    Draft.objects.bulk_create(Draft(person=cast.ada, place=f"reply:{number}") for number in range(MAX_DRAFTS))
    actions.save_draft("reply:new", {"text": "Something"}, by=ada)
    assert (Draft.objects.count(), Draft.objects.filter(place="reply:0").exists()) == (MAX_DRAFTS, False)
    with pytest.raises(Refused) as refusal:
        actions.save_draft("reply:new", {"text": "Something"}, by=as_actor(None))
    assert str(refusal.value.reason) == "Sign in to keep something here."


def test_the_version_tells_that_a_card_changed(cast, places):
    update = bring("News", places.open, cast.ada)
    actions.react(update.body, "thanks", by=as_actor(cast.mia))
    assert Contribution.objects.unscoped("a test").get().version == 2
