"""Attached files, as the index sees them: what is in them and how they are called, for whoever finds the text they hang on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from passerelle.contributions.models import Attachment, Standing
from passerelle.lib.prepared import prepared
from passerelle.search.models import Subject
from passerelle.search.sources.source import Source
from passerelle.search.sources.surroundings import Surroundings, surroundings

_REASON = "the index holds everything; who may find it is decided by its tokens and again at reading"
_HEAD = "post__contribution__"
_COLUMNS = (
    "pk", "name", "reading__text", "reading__language", "post__is_body", "post__author_id", "post__created_at",
    "post__contribution_id", *(f"{_HEAD}{column}" for column in ("kind_slug", "state", "home_id", "reach", "author_id", "language")),
)  # fmt: skip


def files(heads: Collection[int]) -> list[Source]:
    """Those that were read and hang on texts of these contributions."""
    return _sources(list(_hanging(heads)))


def files_of(ids: Collection[int]) -> list[Source]:
    """These, as far as they hang on a text."""
    return _sources(list(_known(ids)))


@prepared
def _hanging(heads: Collection[int]) -> QuerySet[Attachment, Any]:
    return _public(Attachment.objects.unscoped(_REASON).filter(post__contribution_id__in=heads))


@prepared
def _known(ids: Collection[int]) -> QuerySet[Attachment, Any]:
    return _public(Attachment.objects.unscoped(_REASON).filter(pk__in=ids))


def _public(found: QuerySet[Attachment]) -> QuerySet[Attachment, Any]:
    read = found.filter(reading__isnull=False, post__standing=Standing.PUBLISHED)
    public = read.filter(post__contribution__standing=Standing.PUBLISHED)
    rows: QuerySet[Attachment, Any] = public.order_by("pk").values(*_COLUMNS)
    return rows


def _sources(rows: list[dict[str, Any]]) -> list[Source]:
    if not rows:
        return []
    around = surroundings({row["post__contribution_id"]: row[f"{_HEAD}author_id"] for row in rows})
    return [_source(row, around) for row in rows]


def _source(row: dict[str, Any], around: Surroundings) -> Source:
    head, home = row["post__contribution_id"], row[f"{_HEAD}home_id"]
    return Source(
        subject=Subject.FILE,
        subject_id=row["pk"],
        title="",  # a name such as "minutes.pdf" says less of it than the title of what it was added to
        text=f"{row['name']}\n{row['reading__text']}",
        language=row["reading__language"],
        created_at=row["post__created_at"],
        tokens=around.tokens(head, home, row[f"{_HEAD}reach"], is_body=row["post__is_body"]),
        marks=around.marks(head),
        contribution_id=head,
        community_id=home,
        author_id=row["post__author_id"],
        kind=row[f"{_HEAD}kind_slug"],
        state=row[f"{_HEAD}state"],
        spoken=row[f"{_HEAD}language"],
    )
