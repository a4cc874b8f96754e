"""A report about a text of the only community manager reaches somebody; whoever reported hears what was decided."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.communities.models import Community, Membership, Role
from passerelle.communities.rules import stands_in
from passerelle.contributions.models import Post
from passerelle.journal.decision import Refused
from passerelle.moderation import actions, reading
from passerelle.notifications.lines import lines
from passerelle.notifications.models import Notice
from passerelle.notifications.reading import notices
from passerelle.web.waiting import waiting_count
from passerelle.work.worker import run_all


@pytest.fixture
def given(cast, places):
    """Mia reports what Sam, the only community manager, wrote in the closed community."""
    return actions.report(bring("Mine", places.closed, cast.sam).body, reason="hurtful", note="", by=as_actor(cast.mia))


def deciders(cast, given):
    """Everybody who finds the report in their list, and whom the rule calls."""
    listed = {name for name in NAMES if list(reading.open_reports(as_actor(getattr(cast, name)))) == [given]}
    home, author = given.post.contribution.home, given.post.author_id
    home.refresh_from_db()
    called = {name for name in NAMES if stands_in(home, author, as_actor(getattr(cast, name)))}
    return listed, called


def put_under(child, person, *, member_of_child):
    """Give the community a parent that a person manages."""
    child.parent = Community.objects.create(slug="above", name="Above", purpose="Hold.")
    child.save()
    Membership.objects.create(community=child.parent, person=person, role=Role.STEWARD)
    if not member_of_child:
        child.memberships.filter(person=person).delete()


def test_another_manager_decides_where_there_is_one(cast, places, given):
    places.closed.memberships.filter(person=cast.ada).update(role=Role.STEWARD)
    assert deciders(cast, given) == ({"ada"}, set())


def test_a_manager_who_cannot_sign_in_is_none(cast, places, given):
    places.closed.memberships.filter(person=cast.iris).update(role=Role.STEWARD)
    assert deciders(cast, given) == ({"root"}, {"root"})


def test_what_an_erased_colleague_wrote_is_decided_by_the_managers_alone(cast, places):
    """Nobody is its author, so no manager is left out, and nobody from outside reads it."""
    given = actions.report(bring("Hers", places.closed, cast.ada).body, reason="other", note="", by=as_actor(cast.mia))
    Post.objects.unscoped("a test").filter(pk=given.post_id).update(author=None)
    given.post.refresh_from_db()
    assert deciders(cast, given) == ({"sam"}, set())


@pytest.mark.parametrize(
    ("who", "visibility", "member", "expected"),
    [
        ("mia", "closed", True, "mia"),
        ("mia", "closed", False, "root"),  # who may not read there is no stand-in
        ("otto", "open", False, "otto"),
        ("sam", "closed", True, "root"),  # the author manages the parent as well
    ],
)
def test_the_managers_above_decide_where_they_read_else_the_administrators(
    cast, places, given, who, visibility, member, expected
):
    put_under(places.closed, getattr(cast, who), member_of_child=member)
    Community.objects.unscoped("a test").filter(pk=places.closed.pk).update(visibility=visibility)
    assert deciders(cast, given) == ({expected}, {expected})


def test_who_stands_in_reads_that_text_and_nothing_around_it(cast, places, given, visit, no_trace):
    root = visit(cast.root)
    page = root.get(reverse("waiting")).text
    assert ("About Mine." in page, reverse("reply", args=[given.post.pid]) in page) == (True, False)
    assert root.get(reverse("reply", args=[given.post.pid])).status_code == 404
    assert waiting_count(as_actor(cast.root)) == 1
    with no_trace(), pytest.raises(Refused):
        actions.close_report(given, remove=True, by=as_actor(cast.otto))
    root.post(reverse("close_report", args=[given.pk]), {"decision": "remove"})
    assert Post.objects.unscoped("a test").get(pk=given.post_id).standing == "removed"
    assert waiting_count(as_actor(cast.root)) == 0


def test_without_a_report_nobody_stands_in(cast, places, given, visit):
    other = bring("Also mine", places.closed, cast.sam).body
    assert visit(cast.root).post(reverse("remove", args=[other.pid]), {"reason": "other"}).status_code == 404


@pytest.mark.parametrize(
    ("remove", "sentence"),
    [
        (True, "The text you reported was removed"),
        (False, "The text you reported was read by those who decide, and stays"),
    ],
)
def test_who_reported_hears_the_outcome_and_not_who_decided(cast, places, given, remove, sentence):
    actions.close_report(given, remove=remove, by=as_actor(cast.root))
    run_all()
    mia = as_actor(cast.mia)
    told = [line for line in lines(mia, list(notices(mia))) if line.reason == "reported"]
    assert [(line.sentence, line.who) for line in told] == [(sentence, "")]
    assert set(Notice.objects.filter(reason="reported").values_list("person_id", flat=True)) == {cast.mia.pk}


def test_a_text_removed_without_its_report_answers_it_too(cast, places):
    post = bring("Loud", places.open, cast.ada).body
    actions.report(post, reason="hurtful", note="", by=as_actor(cast.mia))
    actions.remove(post, reason="hurtful", by=as_actor(cast.sam))
    run_all()
    mia = as_actor(cast.mia)
    assert [line.sentence for line in lines(mia, list(notices(mia)))] == ["The text you reported was removed"]


def test_who_may_not_read_there_any_more_is_not_told(cast, places, given):
    places.closed.memberships.filter(person=cast.mia).delete()
    actions.close_report(given, remove=False, by=as_actor(cast.root))
    run_all()
    assert list(notices(as_actor(cast.mia))) == []
