"""Addresses are made, made anew and ended by their owner. Entries say that it was done, not what somebody follows."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.doors.feeds.models import Feed
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.people.models import Person
from passerelle.topics.models import Topic

MOST = 100


@transaction.atomic
def make(about: Feed.About, subject: Community | Topic | Person | None = None, *, by: Actor) -> Feed:
    """An address for what the actor follows, the one there is if there is one; raises Refused for whoever may not sign in."""
    owner = _present(by)
    columns = {about.value: subject} if subject is not None else {"community": None, "topic": None, "person": None}
    feed, is_new = Feed.objects.get_or_create(owner=owner, about=about, **columns)
    if is_new:
        if Feed.objects.filter(owner=owner).count() > MOST:
            raise Refused(_("At most %(limit)s addresses: end one that is no longer read.") % {"limit": MOST})
        record(by, "person.feed_made", owner, about=about.value)
    return feed


@transaction.atomic
def renew(feed: Feed, *, by: Actor) -> Feed:
    """Another address for the same; the old one leads nowhere from now on. Raises Refused for somebody else's."""
    owner = _owner(feed, by)
    made = Feed(owner=owner, about=feed.about, community=feed.community, topic=feed.topic, person=feed.person)
    if not Feed.objects.filter(pk=feed.pk).delete()[0]:
        raise Refused(_("This address was ended meanwhile."))
    made.save()
    record(by, "person.feed_renewed", owner, about=feed.about)
    return made


@transaction.atomic
def end(feed: Feed, *, by: Actor) -> None:
    """The address leads nowhere from now on. Raises Refused for somebody else's."""
    owner = _owner(feed, by)
    if Feed.objects.filter(pk=feed.pk).delete()[0]:
        record(by, "person.feed_ended", owner, about=feed.about)


def _present(by: Actor) -> Person:
    if by.person is None or not by.is_present:
        raise Refused(_("Sign in first."))
    return by.person


def _owner(feed: Feed, by: Actor) -> Person:
    owner = _present(by)
    if feed.owner_id != owner.pk:
        raise Refused(_("This address is somebody else's."))
    return owner
