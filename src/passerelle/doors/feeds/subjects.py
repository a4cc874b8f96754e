"""What feeds are about, as their owner may know it today: a name, a page, and whether it is there for them at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.contributions.reading import topics
from passerelle.doors.feeds.models import Feed
from passerelle.journal.actor import Actor
from passerelle.lib.reversing import address
from passerelle.people.models import Organisation, Person
from passerelle.topics.models import Topic


@dataclass(frozen=True, slots=True)
class Subject:
    """What a feed is about."""

    name: str
    url: str
    row: Community | Topic | Person | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """The rows behind several feeds that are there for their owner, by key."""

    communities: dict[int, Community]
    topics: dict[int, Topic]
    people: dict[int, Person]


def titled(subject: Subject) -> str:
    """The name of a feed among those of other houses."""
    home = Organisation.home()
    return f"{subject.name} · {home.name}" if home else subject.name


def subject_of(feed: Feed, actor: Actor) -> Subject | None:
    """What this one is about; None where that is not, or no longer, there for its owner."""
    return subjects_of([feed], actor).get(feed.pk)


def subjects_of(feeds: Sequence[Feed], actor: Actor) -> dict[int, Subject]:
    """The same of many, by the key of the feed; the number of queries does not grow with them."""
    known = _Known(
        _communities(actor, {feed.community_id for feed in feeds if feed.community_id}),
        _topics(actor, {feed.topic_id for feed in feeds if feed.topic_id}),
        _people(actor, {feed.person_id for feed in feeds if feed.person_id}),
    )
    found = {feed.pk: _subject(feed, known) for feed in feeds}
    return {pk: subject for pk, subject in found.items() if subject is not None}


def _communities(actor: Actor, ids: Collection[int]) -> dict[int, Community]:
    rows = Community.objects.readable_by(actor).filter(pk__in=ids) if ids else ()
    return {row.pk: row for row in rows}


def _topics(actor: Actor, ids: Collection[int]) -> dict[int, Topic]:
    """A merged topic stands for what took its place."""
    if not ids:
        return {}
    merged = dict(Topic.objects.filter(pk__in=ids).values_list("pk", "merged_into_id"))
    present = {pk: into or pk for pk, into in merged.items()}
    rows = {row.pk: row for row in topics.known(actor).filter(pk__in=present.values(), merged_into=None)}
    return {pk: rows[into] for pk, into in present.items() if into in rows}


def _people(actor: Actor, ids: Collection[int]) -> dict[int, Person]:
    rows = Person.objects.visible_to(actor).present().filter(pk__in=ids) if ids else ()
    return {row.pk: row for row in rows}


def _subject(feed: Feed, known: _Known) -> Subject | None:
    if feed.about == Feed.About.CALENDAR:
        return Subject(_("My dates"), address("home"))
    if feed.about == Feed.About.HOME:
        return Subject(_("New where you belong"), address("home"))
    if community := known.communities.get(feed.community_id or 0):
        return Subject(community.name, community.get_absolute_url(), community)
    if topic := known.topics.get(feed.topic_id or 0):
        return Subject(str(topic), address("topic", topic.pid), topic)
    if person := known.people.get(feed.person_id or 0):
        return Subject(person.name, address("person", person.pid), person)
    return None
