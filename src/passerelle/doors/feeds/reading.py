"""What the page of one's addresses shows, and what can be followed at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from passerelle.communities.models import Community
from passerelle.contributions.reading import topics
from passerelle.doors.feeds.models import Feed
from passerelle.doors.feeds.subjects import Subject, subjects_of
from passerelle.doors.feeds.tokens import url_of
from passerelle.journal.actor import Actor
from passerelle.people.models import Person
from passerelle.topics.models import Topic

OWN = (Feed.About.CALENDAR, Feed.About.HOME)


@dataclass(frozen=True, slots=True)
class Line:
    """One address; without a subject where what it followed is no longer there for its owner."""

    feed: Feed
    subject: Subject | None
    url: str

    @property
    def in_program(self) -> str:
        """The same for the program that keeps calendars: it opens by this scheme."""
        return f"webcal:{self.url.partition(':')[2]}"


def context(actor: Actor, *, secret: bool) -> dict[str, Any]:
    """One's addresses in order of age; with ``secret`` none of them."""
    feeds = list(Feed.objects.filter(owner_id=actor.own_id))
    subjects = {} if secret else subjects_of(feeds, actor)
    lines = [] if secret else [Line(feed, subjects.get(feed.pk), url_of(feed)) for feed in feeds]
    own = {line.feed.about: line for line in lines if line.feed.about in OWN}
    return {
        "calendar": own.get(Feed.About.CALENDAR),
        "home": own.get(Feed.About.HOME),
        "lines": [line for line in lines if line.feed.about not in OWN],
    }


def followed(actor: Actor, about: str, pid: str) -> tuple[Feed.About, Community | Topic | Person | None]:
    """What somebody wants to follow; 404 for what is not there for them."""
    if about in OWN:
        return Feed.About(about), None
    rows: dict[str, Any] = {
        Feed.About.COMMUNITY: Community.objects.readable_by(actor),
        Feed.About.TOPIC: topics.known(actor).filter(merged_into=None),
        Feed.About.PERSON: Person.objects.visible_to(actor).present(),
    }
    found = rows[about].filter(pid=pid).first() if about in rows else None
    if found is None:
        raise Http404
    return Feed.About(about), found
