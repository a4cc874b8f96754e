"""What waits for a community manager: texts to read first, and reports."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Placement, Post
from passerelle.journal.decision import Refused
from passerelle.moderation import actions, reading
from passerelle.moderation.models import Refusal, Report


@pytest.fixture
def sam(cast):
    return as_actor(cast.sam)


@pytest.fixture
def held(cast, places):
    """A contribution and a reply that wait in the open community."""
    first = bring("News", places.open, cast.sam)
    places.open.contributing = "moderated"
    places.open.save()
    return bring("May I?", places.open, cast.ada), contributions.reply(first, text="And I?", by=as_actor(cast.mia))


def fresh(thing):
    return type(thing).objects.unscoped("a test").get(pk=thing.pk)


def test_what_waits_stands_in_one_list_for_those_who_decide(cast, places, held, sam):
    contribution, reply = held
    assert list(reading.held_contributions(sam)) == [contribution]
    assert list(reading.held_replies(sam)) == [reply]
    for who in (cast.ada, cast.mia, cast.otto, cast.root, None):
        assert list(reading.held_contributions(as_actor(who))) == []
        assert list(reading.held_replies(as_actor(who))) == []


def test_approving_publishes_once(cast, places, held, sam, verbs):
    contribution, reply = held
    verbs()
    for post in (contribution.body, reply, contribution.body, reply):
        actions.approve(post, by=sam)
    assert (fresh(contribution).standing, fresh(reply).standing) == ("published", "published")
    assert Placement.objects.get(contribution=contribution).listed
    assert fresh(reply.contribution).replies_count == 1
    assert verbs() == ["contribution.published", "reply.published"]


def test_refusing_takes_a_reason_the_author_reads(cast, places, held, sam, verbs, visit, no_trace):
    contribution, reply = held
    verbs()
    for post in (contribution.body, reply):
        with no_trace(), pytest.raises(Refused):
            actions.refuse(post, reason=" ", by=sam)
        actions.refuse(post, reason="Please say where.", by=sam)
        actions.refuse(post, reason="Twice", by=sam)
    assert (fresh(contribution).standing, fresh(reply).standing) == ("refused", "refused")
    assert list(Refusal.objects.values_list("reason", flat=True)) == ["Please say where."] * 2
    assert verbs() == ["contribution.refused", "reply.refused"]
    assert "Please say where." in visit(cast.ada).get(contribution.get_absolute_url()).text
    conversation = reply.contribution.get_absolute_url()
    assert "Please say where." in visit(cast.mia).get(conversation).text
    assert "Please say where." not in visit(cast.sam).get(conversation).text


@pytest.mark.parametrize("who", ["ada", "mia", "otto", "gwen", "root"])
def test_others_decide_nothing(cast, places, held, no_trace, who):
    actor = as_actor(getattr(cast, who))
    for post in (held[0].body, held[1]):
        for verb in (
            lambda p=post: actions.approve(p, by=actor),
            lambda p=post: actions.refuse(p, reason="No", by=actor),
        ):
            with no_trace(), pytest.raises(Refused):
                verb()


def test_a_report_stands_once_for_each_person(cast, places, verbs, sam):
    post = bring("Loud", places.open, cast.ada).body
    verbs()
    for _ in range(2):
        actions.report(post, reason="hurtful", note="Look", by=as_actor(cast.mia))
    actions.report(post, reason="other", note="", by=as_actor(cast.otto))
    assert [report.reporter for report in reading.open_reports(sam)] == [cast.mia, cast.otto]
    assert list(reading.open_reports(as_actor(cast.mia))) == []
    assert verbs() == ["post.reported", "post.reported"]


def test_what_is_ones_own_gone_or_unreasoned_is_not_reported(cast, places, no_trace):
    post, gone = bring("Loud", places.open, cast.ada).body, bring("Gone", places.open, cast.ada).body
    contributions.withdraw(gone, by=as_actor(cast.ada))
    for text, reason, who in (
        (post, "hurtful", cast.ada),
        (fresh(gone), "hurtful", cast.mia),
        (post, "nonsense", cast.mia),
        (post, "hurtful", None),
    ):
        with no_trace(), pytest.raises(Refused):
            actions.report(text, reason=reason, note="", by=as_actor(who))
    assert Report.objects.count() == 0


@pytest.mark.parametrize("remove", [True, False])
def test_one_answer_closes_every_report_of_a_text(cast, places, sam, verbs, remove):
    post = bring("Loud", places.open, cast.ada).body
    for who in (cast.mia, cast.otto):
        actions.report(post, reason="hurtful", note="", by=as_actor(who))
    verbs()
    given = Report.objects.select_related("post").first()
    for _ in range(2):
        actions.close_report(given, remove=remove, by=sam)
    assert set(Report.objects.values_list("removed", "closed_by")) == {(remove, cast.sam.pk)}
    assert fresh(post).standing == ("removed" if remove else "published")
    assert verbs() == (["contribution.removed"] if remove else []) + ["post.report_closed"]


def test_nobody_judges_their_own_text(cast, places, sam, no_trace):
    post = bring("Mine", places.open, cast.sam).body
    given = actions.report(post, reason="hurtful", note="", by=as_actor(cast.mia))
    assert list(reading.open_reports(sam)) == []
    with no_trace(), pytest.raises(Refused):
        actions.close_report(given, remove=False, by=sam)


def test_removing_answers_the_reports_and_needs_one_of_the_reasons(cast, places, sam, no_trace):
    post = bring("Loud", places.open, cast.ada).body
    actions.report(post, reason="hurtful", note="", by=as_actor(cast.mia))
    with no_trace(), pytest.raises(Refused):
        actions.remove(post, reason="because", by=sam)
    actions.remove(post, reason="advertising", by=sam)
    assert Report.objects.get().removed
    assert Contribution.objects.unscoped("a test").get().standing == "removed"


def test_what_a_manager_no_longer_manages_leaves_the_list(cast, places, held, sam):
    places.open.memberships.filter(person=cast.sam).update(role="member")
    assert list(reading.held_contributions(as_actor(cast.sam))) == []
    assert Post.objects.visible_to(as_actor(cast.sam)).filter(pk=held[1].pk).exists() is False
