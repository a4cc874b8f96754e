"""In a moderated community an approved text changes when a community manager has read the change, not before."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Change, Contribution, Post, Reach, Revision
from passerelle.journal.decision import Refused
from passerelle.moderation import actions, reading
from passerelle.notifications.tests.told import sentences
from passerelle.topics.finding import find_or_create
from passerelle.web.waiting import waiting_count

NEW = "Now about @{{person:{0.pid}}}."


@pytest.fixture
def asked(cast, places):
    """A question and a reply that everybody reads, in a community where a manager reads first."""
    question = bring("Which?", places.open, cast.ada, "question")
    reply = contributions.reply(question, text="This one.", by=as_actor(cast.ada))
    places.open.contributing = "moderated"
    places.open.save()
    return question, reply


@pytest.fixture
def changed(cast, asked):
    """Ada changes both."""
    question, reply = asked
    topics = find_or_create(["Ovens"], "en")
    details = {"needed_by": "2031-05-06"}
    contributions.edit(
        question, title="What?", text=NEW.format(cast.mia), by=as_actor(cast.ada), topics=topics, details=details
    )
    contributions.edit_reply(reply, text="That one.", by=as_actor(cast.ada))
    return question.body, reply


def fresh(thing):
    return type(thing).objects.unscoped("a test").get(pk=thing.pk)


def test_until_it_is_read_everybody_reads_what_was_approved(cast, verbs, changed, visit):
    body, reply = changed
    assert [fresh(body).source, fresh(reply).source] == ["About Which?.", "This one."]
    assert (fresh(body.contribution).title, Revision.objects.count()) == ("Which?", 0)
    assert verbs()[-2:] == ["contribution.change_held", "reply.change_held"]
    address = body.contribution.get_absolute_url()
    seen = {who: visit(getattr(cast, who)).get(address).text.count("See the change") for who in ("ada", "sam", "mia")}
    assert seen == {"ada": 2, "sam": 2, "mia": 0}
    assert sentences(cast.mia) == []


def test_it_waits_for_those_who_decide_and_is_found_by_nobody_else(cast, changed, visit):
    body, _reply = changed
    waits = {who for who in NAMES if list(reading.waiting_changes(as_actor(getattr(cast, who))))}
    opens = {
        who for who in NAMES if visit(getattr(cast, who)).get(reverse("change", args=[body.pid])).status_code == 200
    }
    assert (waits, opens, waiting_count(as_actor(cast.sam))) == ({"sam"}, {"ada", "sam"}, 2)
    page = visit(cast.sam).get(reverse("waiting")).text
    assert ("<ins>What?</ins>" in page, "<ins>That</ins>" in page) == (True, True)


def test_it_is_there_only_for_whoever_reads_the_text(cast, changed, visit):
    """A manager is no reader of what is for the involved alone, nor an author of where they no longer read."""
    body, reply = changed
    Contribution.objects.filter(pk=body.contribution_id).update(reach=Reach.INVOLVED)
    assert list(reading.waiting_changes(as_actor(cast.sam))) == []
    assert visit(cast.sam).get(reverse("change", args=[reply.pid])).status_code == 404
    assert {change.post for change in reading.changes(as_actor(cast.ada))} == {body, reply}


def test_published_it_is_an_edit_like_any_other_in_its_authors_name(cast, changed, visit, verbs):
    body, reply = changed
    verbs()
    sam = visit(cast.sam)
    for post in changed:
        stamp = post.change.stamp
        sam.post(reverse("decide_held", args=[post.pid]), {"decision": "approve", "seen": stamp})
    head = fresh(body.contribution)
    assert (head.title, head.slug, head.facts["needed_by"]) == ("What?", "what", "2031-05-06")
    assert [str(topic) for topic in head.topics.all()] == ["Ovens"]
    assert (fresh(body).source, fresh(reply).source) == (NEW.format(cast.mia), "That one.")
    assert list(Revision.objects.values_list("source", flat=True)) == ["About Which?.", "This one."]
    assert (Change.objects.count(), waiting_count(as_actor(cast.sam))) == (0, 0)
    assert verbs() == ["contribution.edited", "reply.edited"]
    assert sentences(cast.mia) == ["Ada Orsel names you in “What?”"]
    assert sentences(cast.ada) == ["Sam Orsel published what you changed in “What?”"] * 2


def test_refused_it_stays_with_its_author_who_hears_why_and_writes_on(cast, changed, visit):
    body, reply = changed
    for post in changed:
        with pytest.raises(Refused):
            actions.refuse(post, reason=" ", by=as_actor(cast.sam))
        actions.refuse(post, reason="Too short.", by=as_actor(cast.sam))
    ada = visit(cast.ada)
    page = ada.get(body.contribution.get_absolute_url()).text
    assert page.count("The change was not published: Too short.") == 2
    assert visit(cast.sam).get(reverse("change", args=[body.pid])).status_code == 404
    assert "That one." in ada.get(reverse("reply_edit", args=[reply.pid])).text
    page = ada.get(reverse("contribution_edit", args=[body.contribution.pid])).text
    assert ('value="What?"' in page, "2031-05-06" in page, "Ovens" in page) == (True, True, True)
    assert sentences(cast.ada) == ["Sam Orsel did not publish what you changed in “Which?”"] * 2
    contributions.edit_reply(reply, text="Another one.", by=as_actor(cast.ada))
    assert [change.source for change in reading.waiting_changes(as_actor(cast.sam))] == ["Another one."]


def test_what_was_written_since_is_not_published_unread(cast, places, changed, no_trace):
    held = bring("May I?", places.open, cast.ada)
    for post in (*changed, held.body):
        seen = (Change.objects.filter(post=post).first() or fresh(post)).stamp
        if post == held.body:
            contributions.edit(held, title="May I?", text="Buy this.", by=as_actor(cast.ada))
        elif post.is_body:
            contributions.edit(post.contribution, title="What?", text="Buy this.", by=as_actor(cast.ada))
        else:
            contributions.edit_reply(post, text="Buy this.", by=as_actor(cast.ada))
        with no_trace(), pytest.raises(Refused):
            actions.approve(post, by=as_actor(cast.sam), seen=seen)


def test_its_author_takes_it_back_and_nobody_else_does(cast, changed, visit, no_trace):
    for post in changed:
        address = reverse("change", args=[post.pid])
        for who in (cast.sam, cast.mia, cast.root):
            with no_trace():
                visit(who).post(address)
        visit(cast.ada).post(address)
    assert Change.objects.count() == 0


def test_a_manager_changes_at_once_and_so_does_everybody_where_nobody_reads_first(cast, places, asked, changed):
    body, reply = changed
    own = contributions.reply(body.contribution, text="Mine.", by=as_actor(cast.sam))
    assert contributions.edit_reply(own, text="Mine too.", by=as_actor(cast.sam)).source == "Mine too."
    places.open.contributing = "members"
    places.open.save()
    assert contributions.edit_reply(fresh(reply), text="Free.", by=as_actor(cast.ada)).source == "Free."
    assert list(Change.objects.values_list("post_id", flat=True)) == [body.pk]


def test_with_the_text_the_change_goes(cast, changed):
    body, reply = changed
    contributions.withdraw(reply, by=as_actor(cast.ada))
    actions.remove(body, reason="other", by=as_actor(cast.sam))
    assert Change.objects.count() == 0
    assert Post.objects.unscoped("a test").filter(source="").count() == 2
