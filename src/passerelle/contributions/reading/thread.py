"""A contribution's conversation: replies in order of time, each with its answers beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from markupsafe import Markup

from passerelle.contributions import panels
from passerelle.contributions.models import Bookmark, Contribution, Post, Reaction
from passerelle.contributions.panels import Piece
from passerelle.contributions.reading.bylines import Byline, byline, strangers
from passerelle.contributions.reading.cursors import make_cursor, parse_cursor
from passerelle.contributions.reading.names import Names, names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import fill
from passerelle.lib.prepared import prepared

PAGE = 25


@dataclass(slots=True)
class Text:
    """A body or a reply as one reader sees it."""

    id: int
    pid: str
    html: Markup
    author: Byline | None
    author_id: int | None
    created_at: datetime
    edited_at: datetime | None
    standing: str
    language: str
    reactions: dict[str, int]
    mine: set[str] = field(default_factory=set)
    bookmarked: bool = False
    is_mine: bool = False
    parent_id: int | None = None
    answers: list[Text] = field(default_factory=list, compare=False)
    extra: list[Piece] = field(default_factory=list, compare=False)

    @property
    def is_tombstone(self) -> bool:
        """Whether the text is gone and only its place is left."""
        return self.standing in ("withdrawn", "removed")


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """The text a conversation is about, some replies with their answers, and where the next replies start."""

    body: Text | None
    replies: list[Text]
    next_after: str


COLUMNS = (
    "id",
    "pid",
    "is_body",
    "html",
    "author_id",
    "created_at",
    "edited_at",
    "standing",
    "language",
    "reactions_count",
    "parent_id",
    "author__pid",
    "author__name",
    "author__photo",
    "author__unit_id",
    "author__unit__name",
    "author__site__name",
)


def thread(
    actor: Actor, contribution: Contribution, *, after: str = "", until: Post | None = None, size: int = PAGE
) -> ThreadPage:
    """The body, and the replies that come after a cursor, oldest first, each with all its answers.

    ``until``, a reply somebody linked to, is on the page in any case.
    """
    start = parse_cursor(after) or (None, None)
    limit = size if until is None else max(size, _until(actor, contribution, until))
    rows = _tops(actor, contribution.pk, *start, size=limit + 2)
    body = [row for row in rows if row["is_body"]]
    heads = rows[len(body) :][: limit + 1]
    more = len(heads) > limit
    heads = heads[:limit]
    nested = _nested(actor, contribution.pk, [row["id"] for row in heads]) if heads else []
    shown = texts(actor, [*body, *heads, *nested])
    by_id = {text.id: text for text in shown}
    for text in shown:
        if text.parent_id in by_id:
            by_id[text.parent_id].answers.append(text)
    following = make_cursor(heads[-1]["created_at"], heads[-1]["id"]) if more else ""
    replies = [text for text in shown[len(body) :] if text.parent_id is None]
    return ThreadPage(shown[0] if body else None, replies, following)


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


def texts(actor: Actor, rows: Sequence[dict[str, Any]]) -> list[Text]:
    """Values() rows of posts as texts, names filled in for this reader."""
    ids = [row["id"] for row in rows]
    names = names_for(actor, (row["html"] for row in rows))
    mine: dict[int, set[str]] = {}
    for post, sign in _my_signs(actor, ids) if ids else ():
        mine.setdefault(post, set()).add(sign)
    kept = set(_kept(actor, ids)) if ids else set()
    extra = panels.fill("reply.actions", actor, ids)
    unknown = strangers(actor, (row["author__pid"] for row in rows))
    said = [_text(row, names, byline(row, "author__", unknown)) for row in rows]
    for text in said:
        text.is_mine = text.author_id is not None and text.author_id == actor.own_id
        text.mine = mine.get(text.id, set())
        text.bookmarked = text.id in kept
        text.extra = list(extra.get(text.id, ()))
    return said


@prepared
def _my_signs(actor: Actor, posts: Sequence[int]) -> QuerySet[Reaction, tuple[Any, ...]]:
    return Reaction.objects.filter(person_id=actor.own_id, post_id__in=posts).values_list("post_id", "sign")


@prepared
def _kept(actor: Actor, posts: Sequence[int]) -> QuerySet[Bookmark, int]:
    marks = Bookmark.objects.filter(person_id=actor.own_id, post_id__in=posts)
    return marks.order_by().values_list("post_id", flat=True)


def _text(row: dict[str, Any], names: Names, author: Byline | None) -> Text:
    gone = row["standing"] in ("withdrawn", "removed")
    return Text(
        id=row["id"],
        pid=row["pid"],
        html=Markup("") if gone else fill(row["html"], names),
        author=author,
        author_id=row["author_id"],
        created_at=row["created_at"],
        edited_at=row["edited_at"],
        standing=row["standing"],
        language=row["language"],
        reactions=row["reactions_count"] or {},
        parent_id=row["parent_id"],
    )
