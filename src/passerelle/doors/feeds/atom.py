"""Contributions as an Atom feed (RFC 4287), page by page (RFC 5005, 3)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from passerelle.doors.feeds.entries import Entry, entries
from passerelle.doors.feeds.serving import Asked
from passerelle.doors.feeds.subjects import titled
from passerelle.doors.feeds.tokens import url_of
from passerelle.notifications.mailing.links import absolute, host
from passerelle.people.models import Organisation


class _Written(Atom1Feed):
    """Django's, with whole texts, their language, and the links between pages."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation in ("first", "next"):
            if address := self.feed[relation]:
                handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def latest_post_date(self) -> datetime:
        """An empty feed says the same each time as well."""
        return super().latest_post_date() if self.items else self.feed["since"]


def atom_feed(asked: Asked, before: str) -> bytes:
    """What stands behind the address of a feed."""
    found, following = entries(asked.reader, asked.subject, before)
    first = url_of(asked.feed)
    home = Organisation.home()
    made = _Written(
        title=titled(asked.subject),
        link=absolute(asked.subject.url),
        description=None,
        language=get_language(),
        author_name=home.name if home else "Passerelle",
        feed_url=f"{first}?{urlencode({'before': before})}" if before else first,
        feed_guid=_feed_id(asked),
        first=first,
        next=f"{first}?{urlencode({'before': following})}" if following else "",
        since=asked.feed.made_at,
    )
    for entry in found:
        made.add_item(**_item(entry))
    return made.writeString("utf-8").encode()


def _item(entry: Entry) -> dict[str, Any]:
    card, author = entry.card, entry.card.author
    return {
        "title": card.name,
        "link": absolute(card.url),
        "description": None,
        "author_name": author.name if author else _("Former colleague"),
        "author_link": absolute(author.url) if author and author.url else None,
        "pubdate": card.created_at,
        "updateddate": entry.changed_at,
        "unique_id": _tag(card.created_at, f"c/{card.pid}"),
        "categories": [topic.name for topic in card.topics],
        "language": card.language,
        "content": entry.html,
    }


def _feed_id(asked: Asked) -> str:
    """The same whatever the address: one that was made anew brings the same feed."""
    about, owner = asked.subject.row, asked.feed.owner
    return _tag(owner.joined_at, "/".join([owner.pid, asked.feed.about, *([about.pid] if about else [])]))


def _tag(since: datetime, name: str) -> str:
    return f"tag:{host()},{since.astimezone(UTC):%Y-%m-%d}:{name}"
