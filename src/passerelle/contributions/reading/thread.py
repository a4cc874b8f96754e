"""A contribution's conversation: replies in order of time, each with its answers beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from passerelle.contributions.models import Contribution, Post
from passerelle.contributions.reading.cursors import make_cursor, parse_cursor
from passerelle.contributions.reading.passages import with_marks
from passerelle.contributions.reading.said import COLUMNS, Said, Text, said
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared

PAGE = 25


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """The text a conversation is about, some replies with their answers, and where the next replies start."""

    body: Text | None
    said: Said
    next_after: str


def thread(
    actor: Actor,
    contribution: Contribution,
    *,
    after: str = "",
    until: Post | None = None,
    size: int = PAGE,
    marked: bool = False,
) -> ThreadPage:
    """The body, and the replies that come after a cursor, oldest first, each with all its answers.

    ``until``, a reply somebody linked to, is on the page in any case. A body that is ``marked`` bears marks of the comments on it.
    """
    start = parse_cursor(after) or (None, None)
    limit = size if until is None else max(size, _until(actor, contribution, until))
    rows = _tops(actor, contribution.pk, *start, size=limit + 2)
    body = [row for row in rows if row["is_body"]]
    heads = rows[len(body) :][: limit + 1]
    more = len(heads) > limit
    heads = heads[:limit]
    nested = _nested(actor, contribution.pk, [row["id"] for row in heads]) if heads else []
    if marked and body:
        here = {row["pid"] for row in (*heads, *nested)}
        body = [{**body[0], "html": with_marks(actor, contribution, body[0], here)}]
    read = said(actor, [*body, *heads, *nested])
    following = make_cursor(heads[-1]["created_at"], heads[-1]["id"]) if more else ""
    first = read.of(body).texts[0] if body else None
    return ThreadPage(first, read.of(read.rows[len(body) :]), following)


@prepared
def _tops(
    actor: Actor, contribution: int, moment: datetime | None, number: int | None, *, size: int
) -> QuerySet[Any, Any]:
    """The body and the replies to it, oldest first."""
    tops = Post.objects.visible_to(actor).filter(contribution_id=contribution, parent=None)
    if moment is not None and number is not None:
        later = Q(created_at__gt=moment) | Q(created_at=moment, pk__gt=number)
        tops = tops.filter(later | Q(is_body=True))
    rows: QuerySet[Any, Any] = tops.order_by("-is_body", "created_at", "pk").values(*COLUMNS)[:size]
    return rows


@prepared
def _nested(actor: Actor, contribution: int, parents: Sequence[int]) -> QuerySet[Any, Any]:
    """Answers to these replies, oldest first."""
    answers = Post.objects.visible_to(actor).filter(contribution_id=contribution, parent_id__in=parents)
    rows: QuerySet[Any, Any] = answers.order_by("created_at", "pk").values(*COLUMNS)
    return rows


def _until(actor: Actor, contribution: Contribution, until: Post) -> int:
    tops = Post.objects.visible_to(actor).filter(contribution=contribution, parent=None, is_body=False)
    return tops.filter(created_at__lte=until.created_at).count()
