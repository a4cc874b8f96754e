"""The cards of a list: rows, not model instances; a fixed number of queries for any list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from passerelle.communities.reading import readable_ids
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import EXCERPT_LENGTH, Attachment, Contribution, Placement, Post
from passerelle.contributions.reading.bylines import WRITTEN_BY, byline, strangers
from passerelle.contributions.reading.card import Card, Chip, Place
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import excerpt, fill_text
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.topics.models import language_of_reader, name_for_reader

_COLUMNS = (
    "id",
    "pid",
    "kind_slug",
    "title",
    "slug",
    "state",
    "standing",
    "facts",
    "created_at",
    "last_activity_at",
    "replies_count",
    "language",
    "version",
    "home_id",
    "author_id",
    "locked_at",
    "body__excerpt",
    "body__id",
    "body__reactions_count",
    *WRITTEN_BY,
)

# What a name leaves behind in a stored excerpt: "@…" for a mention, an ellipsis of its own for a link.
_POINTS = re.compile(r"@…|(?:^|[\s(«“])…")


def cards(actor: Actor, ids: Sequence[int], *, pictures: bool = True) -> list[Card]:
    """Cards of these contributions in this order; ids the actor may not see are left out. A fixed number of queries."""
    rows = {row["id"]: row for row in _heads(actor, ids)} if ids else {}
    unknown = strangers(actor, (row["author__pid"] for row in rows.values()))
    shown = [_card(rows[pk], actor, unknown) for pk in ids if pk in rows]
    by_id = {card.id: card for card in shown}
    alive = {pk: card for pk, card in by_id.items() if not card.is_tombstone}
    _add_places(actor, by_id)
    _add_topics(alive)
    by_body = {rows[pk]["body__id"]: card for pk, card in alive.items()}
    _add_names(actor, by_body)
    _add_pictures(by_body if pictures else {})
    return shown


@prepared
def _heads(actor: Actor, ids: Sequence[int]) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = Contribution.objects.visible_to(actor).filter(pk__in=ids).values(*_COLUMNS)
    return rows


def _card(row: dict[str, Any], actor: Actor, unknown: frozenset[str]) -> Card:
    """Only who may read the conversation learns how long it is, and what its kind counts."""
    kind, reads = get_kind(row["kind_slug"]), row["home_id"] in readable_ids(actor)
    return Card(
        id=row["id"],
        pid=row["pid"],
        kind=kind,
        title=row["title"],
        excerpt=row["body__excerpt"] or "",
        url=address("contribution", row["pid"], row["slug"] or "-"),
        state=row["state"],
        standing=row["standing"],
        facts=row["facts"],
        author=byline(row, "author__", unknown),
        author_id=row["author_id"],
        created_at=row["created_at"],
        last_activity_at=row["last_activity_at"],
        replies_count=row["replies_count"] if reads else 0,
        reactions=row["body__reactions_count"] or {},
        language=row["language"],
        version=row["version"],
        home_id=row["home_id"],
        locked=row["locked_at"] is not None,
        counts=kind.counts(row["facts"]) if reads else [],
    )


def _add_places(actor: Actor, by_id: dict[int, Card]) -> None:
    for contribution, community, is_home, pid, slug, name in _places(actor, list(by_id)) if by_id else ():
        by_id[contribution].places.append(Place(community, name, address("community", pid, slug), is_home))


@prepared
def _places(actor: Actor, ids: Sequence[int]) -> QuerySet[Placement, tuple[Any, ...]]:
    rows = Placement.objects.filter(contribution_id__in=ids).within(readable_ids(actor))
    columns = ("contribution_id", "community_id", "is_home", "community__pid", "community__slug", "community__name")
    return rows.order_by("-is_home", "placed_at").values_list(*columns)


def _add_topics(by_id: dict[int, Card]) -> None:
    for contribution, pid, name in _topics(list(by_id), language_of_reader()) if by_id else ():
        by_id[contribution].topics.append(Chip(pid, name))


@prepared
def _topics(ids: Sequence[int], language: str) -> QuerySet[Any, tuple[Any, ...]]:
    links = Contribution.topics.through._default_manager.filter(contribution_id__in=ids)
    return links.order_by("topic__name").values_list(
        "contribution_id", "topic__pid", name_for_reader("topic", language)
    )


def _add_names(actor: Actor, by_body: dict[int, Card]) -> None:
    """The stored beginning of a text names nobody; where it points at somebody, it is cut anew with the names of today."""
    pointing = {pk: card for pk, card in by_body.items() if _POINTS.search(card.excerpt)}
    if not pointing:
        return
    posts = Post.objects.unscoped("texts of cards that were read under visible_to").filter(pk__in=pointing)
    htmls = dict(posts.values_list("pk", "html"))
    names = names_for(actor, htmls.values())
    for pk, html in htmls.items():
        pointing[pk].excerpt = excerpt(fill_text(html, names), EXCERPT_LENGTH)


def _add_pictures(by_body: dict[int, Card]) -> None:
    for post, pid, alt in _pictures(list(by_body)) if by_body else ():
        by_body[post].picture = address("attachment_size", pid, "m")
        by_body[post].picture_alt = alt


@prepared
def _pictures(bodies: Sequence[int]) -> QuerySet[Attachment, tuple[Any, ...]]:
    images = Attachment.objects.unscoped("pictures of cards that were read under visible_to")
    return images.filter(post_id__in=bodies, is_image=True).order_by("-pk").values_list("post_id", "pid", "alt")
