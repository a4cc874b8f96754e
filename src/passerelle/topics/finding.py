"""From what people type to topics: names in any language, synonyms, merged ones followed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from passerelle.lib.text import comparable, one_line, slugify
from passerelle.topics.models import Topic, TopicLabel

MAX_TOPICS = 8
NAME_LENGTH = 80
DESCRIPTION_LENGTH = 300


def split_names(typed: str) -> list[str]:
    """Names separated by commas, each once, in order."""
    names = [one_line(part).lstrip("#") for part in typed.split(",")]
    return list(dict.fromkeys(name for name in names if name))


def key_of(name: str) -> str:
    """What names that look the same have in common, as far as the column reaches: one letter may stand for eighteen."""
    return comparable(name)[:NAME_LENGTH]


def find_topics(names: Iterable[str]) -> dict[str, Topic]:
    """Name → topic for every name that is known in some language or as a synonym."""
    wanted = {key_of(name): name for name in names}
    labels = TopicLabel.objects.filter(normalized__in=wanted).select_related("topic__merged_into")
    found = {wanted[label.normalized]: label.topic.merged_into or label.topic for label in labels}
    return found


def find_or_create(names: Iterable[str], language: str) -> list[Topic]:
    """The topics of these names, made when nobody used them before; call it inside a verb's transaction."""
    names = list(names)[:MAX_TOPICS]
    known = find_topics(names)
    return list(dict.fromkeys(known.get(name) or create_topic(name, language) for name in names))


def create_topic(name: str, language: str) -> Topic:
    """A new topic named in one language, whatever its region; the caller saw that nobody has the name.

    Call it inside a verb's transaction.
    """
    base = slugify(name) or "topic"
    slug, number = base, 2
    while Topic.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    topic = Topic.objects.create(slug=slug, name=name)
    TopicLabel.objects.create(topic=topic, language=language.partition("-")[0], name=name, normalized=key_of(name))
    return topic


def live_topics() -> QuerySet[Topic]:
    """Topics in use, with their names in every language."""
    return Topic.objects.filter(merged_into=None).prefetch_related("labels")
