"""Names of topics are content: a topic is there for whoever finds something under it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.reading.topics import known
from passerelle.people.models import PersonTopic
from passerelle.topics import actions as topic_actions
from passerelle.topics.finding import find_or_create


@pytest.fixture
def topic(cast):
    return find_or_create(["Ovens"], "en")[0]


def knowing(cast, topic):
    return {name for name in NAMES if known(as_actor(getattr(cast, name))).filter(pk=topic.pk).exists()}


def test_one_that_is_used_for_nothing_is_known_to_administrators_alone(cast, topic):
    assert knowing(cast, topic) == {"root"}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("open", {"ada", "sam", "mia", "otto", "fred", "root"}),
        ("secret", {"ada", "sam", "mia", "root"}),
        ("shared", {"ada", "sam", "mia", "gwen", "root"}),
    ],
)
def test_one_over_a_contribution_is_known_to_whoever_sees_that(cast, places, topic, place, expected):
    made = bring("A better oven", getattr(places, place), cast.ada, topics=[topic])
    assert knowing(cast, topic) == expected
    actions.withdraw(made.body, by=as_actor(cast.ada))
    assert knowing(cast, topic) == {"root"}


def test_one_of_a_community_is_known_to_whoever_knows_of_that(cast, places, topic):
    places.closed.topics.set([topic])
    assert knowing(cast, topic) == {"ada", "sam", "mia", "otto", "fred", "root"}


def test_what_somebody_knows_is_told_only_as_far_as_they_said(cast, places, topic):
    told = PersonTopic.objects.create(person=cast.mia, topic=topic)
    assert knowing(cast, topic) == {"mia", "root"}
    told.discoverable = True
    told.save()
    assert knowing(cast, topic) == {"ada", "sam", "mia", "otto", "fred", "gwen", "root"}


def test_pages_and_verbs_of_a_hidden_one_are_those_of_a_missing_one(cast, places, topic, visit, no_trace):
    bring("A better oven", places.secret, cast.ada, topics=[topic])
    otto = visit(cast.otto)
    with no_trace():
        assert otto.get(reverse("topic", args=[topic.pid])).status_code == 404
        assert otto.post(reverse("topic_follow", args=[topic.pid]), {"level": "watch"}).status_code == 404
    assert visit(cast.mia).get(reverse("topic", args=[topic.pid])).status_code == 200


def test_a_merged_one_leads_on_only_to_what_is_there(cast, places, topic, visit):
    bring("A better oven", places.secret, cast.ada, topics=[topic])
    old = find_or_create(["Stoves"], "en")[0]
    topic_actions.merge_topic(old, topic, by=as_actor(cast.root))
    address = reverse("topic", args=[old.pid])
    assert visit(cast.mia).get(address)["Location"] == reverse("topic", args=[topic.pid])
    assert visit(cast.otto).get(address).status_code == 404


def test_its_page_says_what_else_it_is_called_and_which_communities_are_about_it(cast, places, topic, visit):
    topic_actions.revise_topic(
        topic, names={"fr": "Fours", "it": "Forni"}, synonyms=["Cookers", "Fours"], by=as_actor(cast.root)
    )
    places.open.topics.set([topic])
    places.secret.topics.set([topic])
    bring("A better oven", places.open, cast.ada, topics=[topic])
    shown = {
        name: visit(getattr(cast, name)).get(reverse("topic", args=[topic.pid])).content.decode()
        for name in ("mia", "otto")
    }
    for page in shown.values():
        assert "<bdi>Fours</bdi>, <bdi>Forni</bdi>, <bdi>Cookers</bdi>" in page
        assert page.count("<bdi>Open kitchen</bdi></a></li>") == 1
    assert [f"<bdi>{places.secret.name}</bdi></a></li>" in page for page in shown.values()] == [True, False]
