"""Topics are added, named and merged by administrators only; whatever used a merged topic uses the other one."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from passerelle.contributions.models import Follow
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.people.models import PersonTopic
from passerelle.topics import links
from passerelle.topics.actions import add_topic, merge_topic, revise_topic
from passerelle.topics.finding import find_or_create, find_topics
from passerelle.topics.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(cast):
    return as_actor(cast.root)


def labels(topic):
    return sorted((each.language, each.name, each.synonym) for each in topic.labels.all())


@pytest.mark.parametrize("name", ["sam", "mia", "otto", "gwen"])
def test_only_administrators_curate(cast, name):
    actor = as_actor(getattr(cast, name))
    light, lamp = find_or_create(["Light", "Lamp"], "en")
    for verb in (
        lambda: add_topic("New", language="en", by=actor),
        lambda: revise_topic(light, name="Lights", by=actor),
        lambda: merge_topic(light, lamp, by=actor),
    ):
        with pytest.raises(Refused):
            verb()
    assert Entry.objects.count() == 0


def test_a_renamed_topic_is_found_by_its_old_name(root, verbs):
    topic = add_topic("Lighting", language="en", by=root)
    revise_topic(topic, name="Light", names={"en": "Light", "fr": "Éclairage"}, synonyms=["Lamps"], by=root)
    assert labels(topic) == [
        ("", "Lamps", True),
        ("", "Lighting", True),
        ("en", "Light", False),
        ("fr", "Éclairage", False),
    ]
    assert {found.pk for found in find_topics(["éclairage", "LAMPS", "lighting"]).values()} == {topic.pk}
    assert verbs() == ["topic.added", "topic.revised"]
    assert Entry.objects.get(verb="topic.revised").particulars == {"fields": ["name", "names", "synonyms"]}


def test_an_empty_name_takes_a_language_away(root):
    topic = add_topic("Light", language="en", by=root)
    revise_topic(topic, names={"fr": "Lumière"}, by=root)
    revise_topic(topic, names={"fr": ""}, by=root)
    assert labels(topic) == [("en", "Light", False)]


def test_a_name_belongs_to_one_topic(root):
    light, till = find_or_create(["Light", "Till"], "en")
    for verb in (
        lambda: add_topic("light", language="fr", by=root),
        lambda: revise_topic(till, name="LIGHT", by=root),
        lambda: revise_topic(till, synonyms=["Light"], by=root),
    ):
        with pytest.raises(Refused):
            verb()
    assert labels(light) == [("en", "Light", False)]


def test_merging_moves_everything_once(cast, places, root, verbs):
    light, lamp = find_or_create(["Light", "Lamp"], "en")
    places.open.topics.add(light, lamp)
    places.closed.topics.add(light)
    for person, topics in ((cast.ada, [light, lamp]), (cast.mia, [light])):
        Follow.objects.bulk_create(Follow(person=person, topic=topic) for topic in topics)
        PersonTopic.objects.bulk_create(PersonTopic(person=person, topic=topic) for topic in topics)
    expected = {"communities.community_topics": 1, "contributions.follow": 1, "people.persontopic": 1}
    assert links.uses(light, into=lamp) == expected
    merge_topic(light, lamp, by=root)
    assert links.uses(light) == {}
    assert links.uses(lamp) == dict.fromkeys(expected, 2)
    assert find_topics(["light"]) == {"light": lamp}
    assert labels(lamp) == [("", "Light", True), ("en", "Lamp", False)]
    assert verbs() == ["topic.merged"]
    assert Entry.objects.get().particulars == {"into": lamp.pk, "moved": 3}


def test_merged_topics_follow_to_the_last_one(root):
    first, second, third = find_or_create(["One", "Two", "Three"], "en")
    merge_topic(first, second, by=root)
    merge_topic(second, third, by=root)
    assert set(Topic.objects.exclude(merged_into=None).values_list("merged_into", flat=True)) == {third.pk}
    for pair in ((third, third), (first, third), (third, first)):
        with pytest.raises(Refused):
            merge_topic(*pair, by=root)
