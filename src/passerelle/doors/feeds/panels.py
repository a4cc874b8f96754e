"""“Follow by feed” beside what can be followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.communities.reading import readable_ids
from passerelle.contributions.panels import Filled, panel
from passerelle.doors.feeds.models import Feed
from passerelle.journal.actor import Actor

TEMPLATE = "feeds/follow.html"


@panel("community.aside")
def community(actor: Actor, ids: Sequence[int]) -> Filled:
    """Of a community one reads."""
    return _offers(actor, Feed.About.COMMUNITY, [pk for pk in ids if pk in readable_ids(actor)])


@panel("topic.aside")
def topic(actor: Actor, ids: Sequence[int]) -> Filled:
    """Of a topic."""
    return _offers(actor, Feed.About.TOPIC, ids)


@panel("person.aside")
def person(actor: Actor, ids: Sequence[int]) -> Filled:
    """Of what somebody else brings."""
    return _offers(actor, Feed.About.PERSON, [pk for pk in ids if pk != actor.own_id])


def _offers(actor: Actor, about: Feed.About, ids: Sequence[int]) -> Filled:
    made = Feed.objects.filter(owner_id=actor.own_id, about=about, **{f"{about.value}__in": ids}) if ids else ()
    known = {getattr(feed, f"{about.value}_id"): feed.pid for feed in made}
    offers: dict[int, tuple[str, Mapping[str, Any]]] = {
        pk: (TEMPLATE, {"about": about.value, "made": known.get(pk)}) for pk in ids
    }
    return offers
