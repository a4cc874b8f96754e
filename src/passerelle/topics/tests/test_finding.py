"""From what people type to topics: any language, synonyms, merged ones followed."""

from __future__ import annotations

import pytest
from django.utils import translation

from passerelle.topics.finding import MAX_TOPICS, find_or_create, find_topics, live_topics, split_names
from passerelle.topics.models import Topic, TopicLabel, name_for_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def light():
    topic = find_or_create(["Light"], "en")[0]
    TopicLabel.objects.create(topic=topic, language="fr", name="Éclairage", normalized="éclairage")
    TopicLabel.objects.create(topic=topic, language="", name="Lamps", normalized="lamps", synonym=True)
    return topic


@pytest.mark.parametrize(
    ("typed", "names"),
    [("", []), (" , ,", []), ("Light", ["Light"]), ("#Light, Till ,Light", ["Light", "Till"]), ("a\u202eb", ["ab"])],
)
def test_names_are_split_at_commas_each_once(typed, names):
    assert split_names(typed) == names


@pytest.mark.parametrize("typed", ["light", "LIGHT", "éclairage", "Lamps", " light "])
def test_one_topic_has_many_names(light, typed):
    assert find_or_create([typed], "en") == [light]
    assert find_topics([typed]) == {typed: light}
    assert Topic.objects.count() == 1


def test_a_merged_topic_is_found_as_what_took_its_place(light):
    lamp = find_or_create(["Lantern"], "en")[0]
    Topic.objects.filter(pk=light.pk).update(merged_into=lamp)
    assert find_or_create(["Light"], "en") == [lamp]
    assert list(live_topics()) == [lamp]


def test_new_topics_get_addresses_of_their_own():
    made = find_or_create(["Caisse", "Caissé", "店長"], "fr")
    assert [topic.slug for topic in made] == ["caisse", "caisse-2", "topic"]


def test_a_topic_is_named_in_a_language_not_in_one_of_its_regions():
    assert find_or_create(["Luz"], "pt-br")[0].labels.get().language == "pt"


def test_at_most_a_handful():
    assert len(find_or_create([f"Topic {n}" for n in range(20)], "en")) == MAX_TOPICS


@pytest.mark.parametrize(("language", "shown"), [("en", "Light"), ("fr", "Éclairage"), ("de", "Light")])
def test_a_topic_is_shown_in_the_readers_language(light, language, shown):
    with translation.override(language):
        assert str(Topic.objects.get()) == shown
        assert list(Topic.objects.values_list(name_for_reader(), flat=True)) == [shown]
        assert list(TopicLabel.objects.values_list(name_for_reader("topic"), flat=True).distinct()) == [shown]
