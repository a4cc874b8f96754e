"""A community whose managers have all gone: what waits there reaches whoever stands in, and nothing around it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.communities.models import Community, JoinRequest, Membership, Role
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.decision import Refused
from passerelle.moderation import actions, reading
from passerelle.web import waiting


@pytest.fixture
def left(cast, places):
    """The closed community, where everything is read first, after Sam's account was closed; Otto had asked to come in."""
    first = bring("News", places.closed, cast.sam)
    Community.objects.unscoped("a test").filter(pk=places.closed.pk).update(contributing="moderated", joining="request")
    places.closed.refresh_from_db()
    texts = (
        bring("May I?", places.closed, cast.ada).body,
        contributions.reply(first, text="And I?", by=as_actor(cast.mia)),
    )
    asked = communities.request_to_join(places.closed, by=as_actor(cast.otto), note="Me too")
    given = actions.report(first.body, reason="hurtful", note="", by=as_actor(cast.mia))
    close_account(cast.sam)
    return *texts, asked, given


def close_account(person):
    person.is_active = False
    person.save()


def lists(who):
    actor = as_actor(who)
    return (
        [head.body for head in reading.held_contributions(actor)],
        list(reading.held_replies(actor)),
        list(waiting.requests(actor)),
        list(reading.open_reports(actor)),
    )


def test_the_administrators_have_it_in_their_list_and_nobody_else(cast, left):
    nothing = ([], [], [], [])
    whole = tuple([one] for one in left)
    assert {name: lists(getattr(cast, name)) for name in NAMES} == {
        name: whole if name == "root" else nothing for name in NAMES
    }
    assert waiting.waiting_count(as_actor(cast.root)) == 4


def test_a_manager_of_the_parent_who_reads_there_comes_first(cast, places, left):
    places.closed.parent = Community.objects.create(slug="above", name="Above", purpose="Hold.")
    places.closed.save()
    Membership.objects.create(community=places.closed.parent, person=cast.ada, role=Role.STEWARD)
    assert (lists(cast.ada), lists(cast.root)[0]) == (([], [left[1]], [left[2]], [left[3]]), [])


def test_with_a_manager_again_it_is_theirs(cast, places, left):
    places.closed.memberships.filter(person=cast.mia).update(role=Role.STEWARD)
    assert (len(lists(cast.mia)[0]), lists(cast.root)) == (1, ([], [], [], []))


def test_who_stands_in_decides_and_reads_nothing_around_it(cast, left, visit):
    body, reply, asked, _given = left
    root = visit(cast.root)
    page = root.get(reverse("waiting")).text
    shown = [words in page for words in ("About May I?.", "And I?", "Me too")]
    addresses = [body.contribution.get_absolute_url(), *(reverse("reply", args=[post.pid]) for post in (body, reply))]
    assert (shown, [f'href="{one}"' in page for one in addresses]) == ([True] * 3, [False] * 3)
    assert root.get(reverse("reply", args=[body.pid])).status_code == 404
    root.post(reverse("decide_held", args=[body.pid]), {"decision": "approve"})
    root.post(reverse("decide_held", args=[reply.pid]), {"decision": "refuse", "reason": "Too short."})
    root.post(reverse("request_decide", args=[asked.pk]), {"decision": "accept"})
    assert Contribution.objects.unscoped("a test").get(pk=body.contribution_id).standing == "published"
    assert Post.objects.unscoped("a test").get(pk=reply.pk).standing == "refused"
    assert JoinRequest.objects.get(pk=asked.pk).accepted
    assert waiting.waiting_count(as_actor(cast.root)) == 1


def test_a_change_that_waits_reaches_them_too(cast, places, visit):
    text = bring("News", places.closed, cast.ada)
    Community.objects.unscoped("a test").filter(pk=places.closed.pk).update(contributing="moderated")
    text.refresh_from_db()
    contributions.edit(text, title="News", text="Other words.", by=as_actor(cast.ada))
    close_account(cast.sam)
    change = reading.waiting_changes(as_actor(cast.root)).get()
    root = visit(cast.root)
    page = root.get(reverse("waiting")).text
    assert ("Other" in page, f'href="{reverse("change", args=[text.body.pid])}"' in page) == (True, False)
    root.post(reverse("decide_held", args=[text.body.pid]), {"decision": "approve", "seen": change.stamp})
    assert Post.objects.unscoped("a test").get(pk=text.body.pk).source == "Other words."


def test_nobody_stands_in_for_themselves(cast, places, left, no_trace):
    actions.refuse(left[0], reason="No.", by=as_actor(cast.root))
    asked = JoinRequest.objects.create(community=places.closed, person=cast.root)
    with no_trace(), pytest.raises(Refused):
        communities.decide_request(asked, accept=True, by=as_actor(cast.root))
    assert [one.person for one in waiting.requests(as_actor(cast.root))] == [cast.otto]
