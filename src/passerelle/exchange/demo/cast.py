"""The cast: what stands on the stage while the story is told, by the names the story uses."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post
from passerelle.exchange.demo.days import Days
from passerelle.exchange.demo.story import Story
from passerelle.journal.actor import Actor, person_actor
from passerelle.lib.prepared import prepared
from passerelle.people.models import Organisation, Person, Site, Unit
from passerelle.topics.models import Topic


@dataclass(slots=True)
class Cast:
    """People, places and what they made so far."""

    story: Story
    days: Days
    organisations: dict[str, Organisation] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    community_ids: dict[str, int] = field(default_factory=dict)
    post_ids: dict[str, int] = field(default_factory=dict)

    def actor(self, handle: str) -> Actor:
        """Somebody of the cast; made anew each time, so that rights are those of the moment."""
        return person_actor(self.people[handle])

    def community(self, slug: str) -> Community:
        """A community as it stands now."""
        found: Community = _community(self.community_ids[slug])[0]
        return found

    def post(self, key: str) -> Post:
        """A text as it stands now, by thread and number (``etabli/01-sillage-poches#2``)."""
        found: Post = _post(self.post_ids[key])[0]
        return found

    def contribution(self, key: str) -> Contribution:
        """A contribution as it stands now, by the key of its thread."""
        return self.post(f"{key}#0").contribution


@prepared
def _community(pk: int) -> QuerySet[Community]:
    return Community.objects.unscoped("the story").filter(pk=pk)


@prepared
def _post(pk: int) -> QuerySet[Post]:
    return Post.objects.unscoped("the story").select_related("contribution__home").filter(pk=pk)
