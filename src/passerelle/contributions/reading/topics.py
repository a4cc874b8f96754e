"""Topics a reader may know of, their page and their directory: names are content, counted under the reader's rights."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions import panels
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import TOMBSTONES, Contribution, Follow, Standing
from passerelle.contributions.reading.asked import asked
from passerelle.contributions.reading.attention import wider_levels
from passerelle.contributions.reading.feed import Filters, feed
from passerelle.contributions.reading.known_about import articles, best, public
from passerelle.journal.actor import Actor
from passerelle.lib.text import alphabetical
from passerelle.people.models import Person, PersonTopic
from passerelle.topics.finding import live_topics
from passerelle.topics.models import Topic

MOST_NAMED = 12


def known(actor: Actor) -> QuerySet[Topic]:
    """Topics that are there for the actor: over something they may see, or told by somebody they meet; administrators know all."""
    topics = Topic.objects.prefetch_related("labels")
    if actor.is_system or actor.is_administrator:
        return topics
    seen = Contribution.objects.visible_to(actor).exclude(standing__in=TOMBSTONES)
    met = Person.objects.visible_to(actor).present()
    told = PersonTopic.objects.filter(Q(discoverable=True, person__in=met) | Q(person_id=actor.own_id))
    over = (
        Contribution.topics.through._default_manager.filter(contribution_id__in=seen.values("pk")),
        Community.topics.through._default_manager.filter(
            community_id__in=Community.objects.visible_to(actor).values("pk")
        ),
        told,
    )
    return topics.filter(reduce(or_, (Q(Exists(rows.filter(topic_id=OuterRef("pk")))) for rows in over)))


def used(actor: Actor) -> list[tuple[Topic, int]]:
    """Topics with something this reader may see, and how much; in the order of their names for this reader."""
    visible = Contribution.objects.visible_to(actor).filter(standing=Standing.PUBLISHED).values("pk")
    links = Contribution.topics.through._default_manager.filter(contribution_id__in=visible)
    counts = dict(links.values_list("topic_id").annotate(count=Count("pk")))
    found = [(topic, counts[topic.pk]) for topic in live_topics() if topic.pk in counts]
    return sorted(found, key=lambda one: alphabetical(str(one[0])))


def context(actor: Actor, topic: Topic, query: Mapping[str, str]) -> dict[str, Any]:
    """The topic's feed over every readable community, what else it is called, and which communities are about it."""
    filters = Filters(kind=query.get("kind", ""), only=query.get("only", ""), topic=topic.pid)
    level = Follow.objects.filter(person_id=actor.own_id, topic=topic).values_list("level", flat=True).first()
    page = feed(actor, readable_ids(actor), filters=filters, cursor=query.get("cursor", ""))
    return {
        "topic": topic,
        "names": also_called(topic),
        "communities": list(Community.objects.visible_to(actor).filter(topics=topic).order_by("name")[:MOST_NAMED]),
        "page": page,
        "filters": filters,
        "follow": level,
        "follow_levels": wider_levels(),
        "kinds": all_kinds(),
        "panels": panels.fill("topic.aside", actor, [topic.pk]).get(topic.pk, []),
        **(
            _overview(actor, topic)
            if filters == Filters(topic=topic.pid) and "cursor" not in query
            else {"known": None}
        ),
    }


def _overview(actor: Actor, topic: Topic) -> dict[str, Any]:
    """What stands above the feed as long as nobody narrows it: what is known, who helps, what is open, how often people ask."""
    among = public(actor, topic)
    known_best = best(actor, among)
    written, kind = articles(actor, among, [one.url for one in known_best])
    return {
        "known": {"best": known_best, "articles": written, "kind": kind, "asked": asked(among)},
        "main_panels": panels.fill("topic.main", actor, [topic.pk]).get(topic.pk, []),
    }


def also_called(topic: Topic) -> list[str]:
    """Its names in other languages, then the synonyms people type; each once, without the one above the page."""
    labels = sorted(topic.labels.all(), key=lambda label: (label.synonym, label.language, label.name))
    return [name for name in dict.fromkeys(label.name for label in labels) if name != str(topic)][:MOST_NAMED]
