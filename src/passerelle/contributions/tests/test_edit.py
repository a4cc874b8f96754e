"""Changing what one wrote: the version before is kept and told as a difference."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Post, Revision
from passerelle.contributions.reading.revisions import Piece, context, difference
from passerelle.journal.decision import Refused
from passerelle.lib.clock import now


def test_an_edit_keeps_the_version_before(cast, places, verbs):
    update = bring("First", places.open, cast.ada)
    verbs()
    changed = actions.edit(update, title="Second", text="New words", by=as_actor(cast.ada))
    assert (changed.title, changed.slug, changed.version) == ("Second", "second", 2)
    assert list(Revision.objects.values_list("number", "title", "source")) == [(1, "First", "About First.")]
    assert verbs() == ["contribution.edited"]


def test_a_reply_keeps_its_versions_too(cast, places, verbs):
    reply = actions.reply(bring("First", places.open, cast.ada), text="One", by=as_actor(cast.mia))
    verbs()
    for text in ("Two", "Three"):
        reply = actions.edit_reply(reply, text=text, by=as_actor(cast.mia))
    assert list(Revision.objects.values_list("number", "source")) == [(1, "One"), (2, "Two")]
    assert (reply.source, reply.edited_at is not None) == ("Three", True)
    assert verbs() == ["reply.edited", "reply.edited"]


@pytest.mark.parametrize("who", ["sam", "mia", "otto", "root", "gwen"])
def test_only_the_author_changes_words(cast, places, no_trace, who):
    update = bring("First", places.open, cast.ada)
    reply = actions.reply(update, text="One", by=as_actor(cast.ada))
    with no_trace():
        with pytest.raises(Refused):
            actions.edit(update, title="Mine", text="now", by=as_actor(getattr(cast, who)))
        with pytest.raises(Refused):
            actions.edit_reply(reply, text="now", by=as_actor(getattr(cast, who)))
    assert Revision.objects.count() == 0


def test_what_is_gone_or_archived_is_not_changed(cast, places, no_trace):
    gone, kept = bring("Gone", places.open, cast.ada), bring("Kept", places.closed, cast.ada)
    actions.withdraw(gone.body, by=as_actor(cast.ada))
    places.closed.archived_at = now()
    places.closed.save()
    for update in (gone, kept):
        with no_trace(), pytest.raises(Refused):
            actions.edit(update, title="Again", text="now", by=as_actor(cast.ada))


def test_topics_and_details_left_out_stay(cast, places):
    question = bring("Which?", places.open, cast.ada, "question", details={"needed_by": now().date()})
    changed = actions.edit(question, title="Which one?", text="Well", by=as_actor(cast.ada))
    assert changed.facts["needed_by"] == now().date().isoformat()
    changed = actions.edit(
        question, title="Which one?", text="Well", details={"needed_by": None}, by=as_actor(cast.ada)
    )
    assert changed.facts["needed_by"] is None


def test_the_history_shows_what_came_and_went_newest_first(cast, places):
    update = bring("First", places.open, cast.ada)
    actions.edit(update, title="Second", text="About everything.", by=as_actor(cast.ada))
    post = Post.objects.visible_to(as_actor(cast.mia)).select_related("contribution").get(pk=update.body_id)
    versions = context(as_actor(cast.mia), post)["versions"]
    assert [(version.number, version.title) for version in versions] == [(2, "Second"), (1, "First")]
    assert versions[0].pieces == [Piece("same", "About "), Piece("gone", "First."), Piece("added", "everything.")]
    assert versions[1].pieces == [Piece("same", "About First.")]


def test_what_was_taken_away_has_no_history(cast, places):
    update = bring("First", places.open, cast.ada)
    actions.edit(update, title="Second", text="Secret", by=as_actor(cast.ada))
    actions.withdraw(update.body, by=as_actor(cast.ada))
    post = Post.objects.visible_to(as_actor(cast.ada)).select_related("contribution").get(pk=update.body_id)
    assert (context(as_actor(cast.ada), post)["versions"], Revision.objects.count()) == ([], 0)


def test_very_long_texts_are_compared_by_line():
    before = "same line\n" * 3000
    pieces = difference(before, before.replace("same line\n", "other line\n", 1))
    assert [piece.change for piece in pieces] == ["gone", "added", "same"]


def test_whoever_lost_the_community_edits_without_its_agreements(cast, places, visit):
    places.secret.guidelines = "We weigh twice."
    places.secret.save(update_fields=["guidelines"])
    update = bring("First", places.secret, cast.ada)
    actions.share(update, places.open, by=as_actor(cast.ada))
    ada, page = visit(cast.ada), reverse("contribution_edit", args=[update.pid])
    assert "We weigh twice." in ada.get(page).text
    places.secret.memberships.filter(person=cast.ada).delete()
    answer = ada.get(page)
    assert (answer.status_code, "We weigh twice." in answer.text) == (200, False)
