"""Bringing something: published, held, scheduled or refused, and one entry for each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions, tasks
from passerelle.contributions.models import Contribution, Follow, Placement, Standing
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.topics.finding import find_or_create


def heads(**wanted):
    return Contribution.objects.unscoped("a test").filter(**wanted)


def test_a_contribution_is_a_head_a_body_a_place_and_one_entry(cast, places, verbs):
    topics = find_or_create(["Ovens", "Bread"], "en")
    made = actions.contribute(
        "update", places.open, title=" A  better\noven ", text="It is **hot**.", topics=topics, by=as_actor(cast.ada)
    )
    found = heads(pk=made.pk).select_related("body").get()
    assert (found.title, found.slug, found.state, found.standing) == (
        "A better oven",
        "a-better-oven",
        "open",
        "published",
    )
    assert (found.body.html, found.body.excerpt, found.body.is_body) == (
        "<p>It is <strong>hot</strong>.</p>",
        "It is hot.",
        True,
    )
    assert list(found.topics.order_by("pk")) == topics
    assert list(found.placements.values_list("community", "is_home", "listed")) == [(places.open.pk, True, True)]
    assert list(Follow.objects.values_list("person", "contribution", "level")) == [(cast.ada.pk, made.pk, "watch")]
    assert verbs() == ["contribution.published"]
    entry = Entry.objects.get()
    assert (entry.actor_id, entry.contribution_id, entry.community_id) == (cast.ada.pk, made.pk, places.open.pk)
    assert entry.particulars == {"kind": "update", "post": found.body_id, "mentions": []}


@pytest.mark.parametrize(
    ("who", "place"),
    [
        ("otto", "open"),
        ("fred", "closed"),
        ("gwen", "open"),
        ("gil", "shared"),
        ("eve", "shared"),
        ("iris", "open"),
        ("root", "open"),
    ],
)
def test_who_is_no_member_brings_nothing(cast, places, no_trace, who, place):
    with no_trace(), pytest.raises(Refused):
        bring("News", getattr(places, place), getattr(cast, who))


def test_nobody_brings_nothing(places, no_trace):
    with no_trace(), pytest.raises(Refused):
        bring("News", places.open, None)


def test_only_community_managers_where_they_said_so(cast, places, no_trace):
    places.open.contributing = "stewards"
    with no_trace(), pytest.raises(Refused):
        bring("News", places.open, cast.ada)
    assert bring("News", places.open, cast.sam).standing == Standing.PUBLISHED


def test_an_archived_community_takes_nothing(cast, places, no_trace):
    places.open.archived_at = now()
    with no_trace(), pytest.raises(Refused):
        bring("News", places.open, cast.sam)


def test_a_community_takes_only_the_kinds_it_chose(cast, places, no_trace):
    places.open.kinds = ["question"]
    with no_trace(), pytest.raises(Refused):
        bring("News", places.open, cast.ada)
    assert bring("Why?", places.open, cast.ada, "question").kind_slug == "question"


def test_an_unknown_kind_is_a_mistake_of_the_caller(cast, places, no_trace):
    with no_trace(), pytest.raises(ValueError, match="unknown kind"):
        bring("News", places.open, cast.ada, "gone")


def test_a_moderated_community_holds_what_members_bring(cast, places, verbs):
    places.open.contributing = "moderated"
    held = bring("News", places.open, cast.ada)
    assert (held.standing, list(held.placements.values_list("listed", flat=True))) == (Standing.HELD, [False])
    assert bring("News", places.open, cast.sam).standing == Standing.PUBLISHED
    assert verbs() == ["contribution.held", "contribution.published"]


def test_a_scheduled_one_appears_at_its_time_and_once(cast, places, verbs):
    made = bring("Tomorrow", places.open, cast.ada, scheduled_for=now() + timedelta(hours=1))
    tasks.publish_due()
    assert heads().get().standing == Standing.SCHEDULED
    heads().update(scheduled_for=now() - timedelta(seconds=1))
    tasks.publish_due()
    tasks.publish_due()
    found = heads().get()
    assert (found.standing, Placement.objects.get().listed) == (Standing.PUBLISHED, True)
    assert found.created_at > made.created_at
    assert verbs() == ["contribution.scheduled", "contribution.published"]


def test_nothing_appears_in_an_archived_community(cast, places, no_trace):
    made = bring("Tomorrow", places.open, cast.ada, scheduled_for=now() + timedelta(hours=1))
    heads().update(scheduled_for=now())
    places.open.archived_at = now()
    places.open.save()
    with no_trace():
        tasks.publish_due()
        with pytest.raises(Refused):
            actions.publish(heads(pk=made.pk).get(), by=as_actor(cast.ada))
    assert heads().get().standing == Standing.SCHEDULED


def test_the_author_lets_a_scheduled_one_appear_and_nobody_else_does(cast, places, no_trace):
    made = bring("Tomorrow", places.open, cast.ada, scheduled_for=now() + timedelta(hours=1))
    with no_trace(), pytest.raises(Refused):
        actions.publish(made, by=as_actor(cast.mia))
    assert actions.publish(made, by=as_actor(cast.ada)).standing == Standing.PUBLISHED


def test_a_held_one_that_is_approved_still_waits_for_its_time(cast, places, verbs):
    places.open.contributing = "moderated"
    places.open.save()
    held = bring("Tomorrow", places.open, cast.ada, scheduled_for=now() + timedelta(hours=1))
    with pytest.raises(Refused):
        actions.publish(held, by=as_actor(cast.ada))
    assert actions.publish(held, by=as_actor(cast.sam)).standing == Standing.SCHEDULED
    assert verbs() == ["contribution.held", "contribution.scheduled"]
