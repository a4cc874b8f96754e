"""A topic's page and the directory of topics, counted under the reader's rights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count

from passerelle.communities.reading import readable_ids
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Contribution, Follow, Standing
from passerelle.contributions.reading.feed import Filters, feed
from passerelle.journal.actor import Actor
from passerelle.topics.finding import live_topics
from passerelle.topics.models import Topic


def used(actor: Actor) -> list[tuple[Topic, int]]:
    """Topics with something this reader may see, and how much."""
    visible = Contribution.objects.visible_to(actor).filter(standing=Standing.PUBLISHED).values("pk")
    links = Contribution.topics.through._default_manager.filter(contribution_id__in=visible)
    counts = dict(links.values_list("topic_id").annotate(count=Count("pk")))
    return [(topic, counts[topic.pk]) for topic in live_topics() if topic.pk in counts]


def context(actor: Actor, topic: Topic, query: Mapping[str, str]) -> dict[str, Any]:
    """The topic's feed over every readable community."""
    filters = Filters(kind=query.get("kind", ""), only=query.get("only", ""), topic=topic.pid)
    level = Follow.objects.filter(person_id=actor.own_id, topic=topic).values_list("level", flat=True).first()
    page = feed(actor, readable_ids(actor), filters=filters, cursor=query.get("cursor", ""))
    return {
        "topic": topic,
        "page": page,
        "filters": filters,
        "follow": level,
        "follow_levels": Follow.Level.choices,
        "kinds": all_kinds(),
    }
