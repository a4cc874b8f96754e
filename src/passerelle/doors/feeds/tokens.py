"""The secret in an address: a signature over the public id of its row, made anew whenever its owner looks at it.

So the database and its backups hold no secret, and a new address is a new row: what was signed before leads nowhere.
"""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from passerelle.doors.feeds.models import Feed
from passerelle.journal.actor import Actor, Via, person_actor
from passerelle.notifications.mailing.links import absolute

_ROUTES = {Feed.About.CALENDAR: "feed_calendar"}


def token_of(feed: Feed) -> str:
    """What stands in the address."""
    return _signer().sign(feed.pid)


def url_of(feed: Feed) -> str:
    """The whole address, as programs are given it."""
    return absolute(reverse(_ROUTES.get(Feed.About(feed.about), "feed_atom"), args=[token_of(feed)]))


def opened(token: str, *, calendar: bool) -> tuple[Feed, Actor] | None:
    """The feed behind a token and its owner as a reader; None for what is unknown, ended, or of somebody who may not sign in today."""
    try:
        pid = _signer().unsign(token)
    except BadSignature:
        return None
    feed = Feed.objects.select_related("owner").filter(pid=pid).first()
    if feed is None or (feed.about == Feed.About.CALENDAR) is not calendar:
        return None
    reader = person_actor(feed.owner, Via.FEED)
    return (feed, reader) if reader.is_present else None


def _signer() -> Signer:
    return Signer(sep=".", salt="passerelle.feeds")
