"""What was said: bodies and replies as one reader sees them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from markupsafe import Markup

from passerelle.contributions import panels
from passerelle.contributions.models import Bookmark, Reaction
from passerelle.contributions.panels import Piece
from passerelle.contributions.reading.bylines import WRITTEN_BY, Byline, byline, strangers
from passerelle.contributions.reading.names import Names, names_for
from passerelle.contributions.reading.passages import About, about
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import fill
from passerelle.lib.prepared import prepared
from passerelle.ui.by_value import by_value
from passerelle.ui.kept import CSRF_SLOT, Kept

MACRO = "contributions/partials/said.html", "said"
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
    "passage_id",
    *WRITTEN_BY,
)


@dataclass(slots=True)
class Text:
    """A body or a reply as one reader sees it; ``derived`` is its HTML before the names of today are filled in."""

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
    about: About | None = None
    answers: list[Text] = field(default_factory=list, compare=False)
    derived: str = field(default="", compare=False)

    @property
    def is_tombstone(self) -> bool:
        """Whether the text is gone and only its place is left."""
        return self.standing in ("withdrawn", "removed")


@dataclass(frozen=True)
class Said:
    """Some texts as they were read for one reader. Those of a page that was drawn before need not be made into ``Text`` again."""

    rows: Sequence[dict[str, Any]]
    names: Names
    unknown: Collection[str]
    signs: Mapping[int, set[str]]
    kept: Collection[int]
    reader: int | None
    about: Mapping[int, About]
    extra: Mapping[int, list[Piece]]

    @property
    def by_value(self) -> Hashable:
        """Equal for what reads the same now; what panels add is drawn apart and handed over."""
        now = timezone.now()
        rows = tuple([by_value(tuple(row.values()), now) for row in self.rows])
        mine = self.reader if any(row["author_id"] == self.reader for row in self.rows) else None
        given = (self.names, self.unknown, self.signs, self.kept, self.about)
        return rows, mine, *[by_value(each, now) for each in given]

    def of(self, rows: Sequence[dict[str, Any]]) -> Said:
        """The same of some of these texts."""
        ids = {row["id"] for row in rows}
        signs = {post: given for post, given in self.signs.items() if post in ids}
        told = {post: passage for post, passage in self.about.items() if post in ids}
        return replace(self, rows=rows, signs=signs, kept=ids.intersection(self.kept), about=told)

    @cached_property
    def texts(self) -> list[Text]:
        """Each of them."""
        return [self._text(row) for row in self.rows]

    @cached_property
    def replies(self) -> list[Text]:
        """Those that answer none of the others, each with its answers."""
        by_id = {text.id: text for text in self.texts}
        for text in self.texts:
            if text.parent_id in by_id:
                by_id[text.parent_id].answers.append(text)
        return [text for text in self.texts if text.parent_id not in by_id]

    def _text(self, row: dict[str, Any]) -> Text:
        gone = row["standing"] in ("withdrawn", "removed")
        return Text(
            id=row["id"],
            pid=row["pid"],
            html=Markup("") if gone else fill(row["html"], self.names),
            author=byline(row, "author__", self.unknown),
            author_id=row["author_id"],
            created_at=row["created_at"],
            edited_at=row["edited_at"],
            standing=row["standing"],
            language=row["language"],
            reactions=row["reactions_count"] or {},
            mine=self.signs.get(row["id"], set()),
            bookmarked=row["id"] in self.kept,
            is_mine=row["author_id"] is not None and row["author_id"] == self.reader,
            parent_id=row["parent_id"],
            about=self.about.get(row["id"]),
            derived="" if gone else row["html"],
        )


def rows_to_draw(
    kept: Kept, said: Said, extra: Mapping[int, Markup], pid: str, slug: str, rights: Any, home_unit: int | None
) -> list[tuple[Any, ...]]:
    """The replies as the macro takes them that draws one, their answers drawn already."""

    def rows(texts: list[Text]) -> list[tuple[Any, ...]]:
        return [(text, pid, slug, rights, home_unit, extra.get(text.id, ""), answers(text)) for text in texts]

    def answers(text: Text) -> Markup | str:
        return kept.joined(*MACRO, rows(text.answers), CSRF_SLOT).strip() if text.answers else ""

    return rows(said.replies)


def texts(actor: Actor, rows: Sequence[dict[str, Any]]) -> list[Text]:
    """Values() rows of posts as texts, names filled in for this reader."""
    return said(actor, rows).texts


def said(actor: Actor, rows: Sequence[dict[str, Any]]) -> Said:
    """Values() rows of posts with everything this reader sees of them."""
    ids = [row["id"] for row in rows]
    signs: dict[int, set[str]] = {}
    for post, sign in _my_signs(actor, ids) if ids else ():
        signs.setdefault(post, set()).add(sign)
    passages, elsewhere = about(actor, rows)
    names = names_for(actor, [*(row["html"] for row in rows), *elsewhere])
    return Said(
        rows,
        names,
        strangers(actor, (row["author__pid"] for row in rows)),
        signs,
        set(_kept(actor, ids)) if ids else set(),
        actor.own_id,
        {post: passage.named(names) for post, passage in passages.items()},
        panels.fill("reply.actions", actor, ids),
    )


@prepared
def _my_signs(actor: Actor, posts: Sequence[int]) -> QuerySet[Reaction, tuple[Any, ...]]:
    return Reaction.objects.filter(person_id=actor.own_id, post_id__in=posts).values_list("post_id", "sign")


@prepared
def _kept(actor: Actor, posts: Sequence[int]) -> QuerySet[Bookmark, int]:
    marks = Bookmark.objects.filter(person_id=actor.own_id, post_id__in=posts)
    return marks.order_by().values_list("post_id", flat=True)
