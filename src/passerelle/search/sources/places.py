"""People and communities, as the index sees them: what they chose to tell, never how to reach or sign in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.conf import settings

from passerelle.communities.models import Community, Membership
from passerelle.lib.languages import detect
from passerelle.people.models import Person, PersonTopic
from passerelle.search.labels import STAFF, mark
from passerelle.search.models import Subject
from passerelle.search.sources.source import Source
from passerelle.topics.models import TopicLabel


def people(ids: Collection[int]) -> list[Source]:
    """These people, unless their account is closed or their time is over."""
    found = list(
        Person.objects.present().filter(pk__in=ids).select_related("unit", "site", "organisation").order_by("pk")
    )
    shared, knows = _partner_communities(ids), _discoverable_topics(ids)
    return [_person(person, shared[person.pk], knows[person.pk]) for person in found]


def communities(ids: Collection[int]) -> list[Source]:
    """These communities; a secret one is found by its members only."""
    found = Community.objects.unscoped("the index holds everything; tokens and reading decide").filter(pk__in=ids)
    return [
        _community(community) for community in found.prefetch_related("objectives", "topics__labels").order_by("pk")
    ]


def _person(person: Person, shared: set[int], knows: list[str]) -> Source:
    belongs = [part.name for part in (person.unit, person.site, person.organisation) if part]
    told = [person.bio, person.help_with, person.responsibilities, person.look_for]
    text = "\n".join(filter(None, [person.job_title, *belongs, *told, *knows]))
    return Source(
        subject=Subject.PERSON,
        subject_id=person.pk,
        title=person.name,
        text=text,
        language=detect(text, default=person.language or settings.LANGUAGE_CODE),
        created_at=person.joined_at,
        tokens={STAFF, f"i{person.pk}"} | {f"c{community}" for community in shared},
        author_id=person.pk,
    )


def _community(community: Community) -> Source:
    # Colleagues find a closed community by what they may read of it, and its objectives are for its members.
    closed = community.visibility == Community.Visibility.CLOSED
    objectives = [] if closed else [objective.text for objective in community.objectives.all()]
    names = [label.name for topic in community.topics.all() for label in topic.labels.all()]
    text = "\n".join([community.purpose, *objectives, *names])
    secret = community.visibility == Community.Visibility.SECRET
    return Source(
        subject=Subject.COMMUNITY,
        subject_id=community.pk,
        title=community.name,
        text=text,
        language=detect(text, default=next(iter(community.languages), settings.LANGUAGE_CODE)),
        created_at=community.created_at,
        tokens={f"c{community.pk}"} | (set() if secret else {STAFF}),
        marks={mark("in", community.pk)} | {mark("topic", topic.pk) for topic in community.topics.all()},
        community_id=community.pk,
    )


def _partner_communities(ids: Collection[int]) -> dict[int, set[int]]:
    """Person → the communities open to partners they are in: there guests meet them."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(person_id__in=ids, community__open_to_partners=True)
    for person, community in rows.values_list("person_id", "community_id"):
        found[person].add(community)
    return found


def _discoverable_topics(ids: Collection[int]) -> dict[int, list[str]]:
    """Person → names of the topics they agreed to be found by."""
    pairs = list(PersonTopic.objects.filter(person_id__in=ids, discoverable=True).values_list("person_id", "topic_id"))
    names: dict[int, list[str]] = defaultdict(list)
    for topic, name in TopicLabel.objects.filter(topic_id__in={topic for _, topic in pairs}).values_list(
        "topic_id", "name"
    ):
        names[topic].append(name)
    found: dict[int, list[str]] = defaultdict(list)
    for person, topic in pairs:
        found[person] += names[topic]
    return found
