"""Contributions and their replies, as the index sees them: published ones only."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from passerelle.contributions.models import Post, Standing
from passerelle.lib.markdown.plain import to_plain
from passerelle.lib.prepared import prepared
from passerelle.search.models import Subject
from passerelle.search.sources.source import Source
from passerelle.search.sources.surroundings import Surroundings, surroundings

_REASON = "the index holds everything; who may find it is decided by its tokens and again at reading"
_COLUMNS = (
    "pk", "contribution_id", "is_body", "author_id", "html", "language", "created_at",
    "contribution__title", "contribution__kind_slug", "contribution__state", "contribution__home_id", "contribution__reach",
    "contribution__language", "contribution__author_id",
)  # fmt: skip


def contribution_posts(ids: Collection[int]) -> list[Source]:
    """The bodies and replies of these contributions."""
    return _sources(_conversations(ids))


def posts(ids: Collection[int]) -> list[Source]:
    """These bodies and replies."""
    return _sources(_texts(ids))


@prepared
def _conversations(ids: Collection[int]) -> QuerySet[Post, Any]:
    return _public(Post.objects.unscoped(_REASON).filter(contribution_id__in=ids))


@prepared
def _texts(ids: Collection[int]) -> QuerySet[Post, Any]:
    return _public(Post.objects.unscoped(_REASON).filter(pk__in=ids))


def _public(found: QuerySet[Post]) -> QuerySet[Post, Any]:
    public = found.filter(standing=Standing.PUBLISHED, contribution__standing=Standing.PUBLISHED)
    rows: QuerySet[Post, Any] = public.order_by("created_at", "pk").values(*_COLUMNS)
    return rows


def _sources(rows: list[dict[str, Any]]) -> list[Source]:
    authors = {row["contribution_id"]: row["contribution__author_id"] for row in rows}
    if not authors:
        return []
    around = surroundings(authors)
    return [_source(row, around) for row in rows]


def _source(row: dict[str, Any], around: Surroundings) -> Source:
    head, is_body, home = row["contribution_id"], row["is_body"], row["contribution__home_id"]
    text = to_plain(row["html"])
    return Source(
        subject=Subject.CONTRIBUTION if is_body else Subject.REPLY,
        subject_id=head if is_body else row["pk"],
        title=row["contribution__title"] if is_body else "",
        text="\n".join([text, *around.topics[head].values()]) if is_body else text,
        language=row["language"] or row["contribution__language"],
        created_at=row["created_at"],
        tokens=around.tokens(head, home, row["contribution__reach"], is_body=is_body),
        marks=around.marks(head),
        contribution_id=head,
        community_id=home,
        author_id=row["author_id"],
        kind=row["contribution__kind_slug"],
        state=row["contribution__state"],
        about="" if is_body else row["contribution__title"],
        spoken=row["contribution__language"],
    )
