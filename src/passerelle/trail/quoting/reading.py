"""What pages show of passages: the sentences to choose from, and those that were chosen, as each reader may see them today."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from passerelle.contributions.models import Post, reply_address
from passerelle.contributions.reading.names import Names, names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import name_written, pointing_text
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.lib.sentences import Sentence, Stretch, covering, find, sentences, stamp
from passerelle.people.models import Person
from passerelle.trail.models import Link


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage as one reader sees it; ``words`` is None when its text was changed and it stands there no more."""

    id: int
    words: str | None
    who: str
    at: datetime
    url: str
    language: str
    author: int | None


@dataclass(frozen=True, slots=True)
class Chooser:
    """The sentences of one text, as they are kept and as this reader sees them."""

    text: str
    known: list[Sentence]
    shown: list[str]
    stamp: str

    def marked(self, said: str, until: str) -> tuple[int, int] | None:
        """From which to which somebody marked words on the page, by the first of the words and by the last."""
        return covering(said, until, self.shown)

    def words(self, first: int, last: int) -> str:
        """Some of them in a row, as the reader sees them."""
        return " ".join(self.shown[first : last + 1])


def chooser(actor: Actor, post: Post) -> Chooser:
    """The sentences of a text this reader sees."""
    text = pointing_text(post.html)
    known, names = sentences(text), names_for(actor, [post.html])
    return Chooser(text, known, [name_written(one.words, names) for one in known], stamp(text))


def quoted(actor: Actor, links: Collection[int]) -> dict[int, list[Quoted]]:
    """Link → the passages that hang on it, of texts this reader sees, first chosen first. One statement where there is none."""
    rows = list(_hanging(sorted(links))) if links else []
    if not rows:
        return {}
    posts = {row["pk"]: row for row in _posts(actor, sorted({row["passage__post_id"] for row in rows}))}
    names = names_for(actor, (row["html"] for row in posts.values()))
    texts = {pk: pointing_text(row["html"]) for pk, row in posts.items()}
    found: dict[int, list[Quoted]] = {}
    for row in rows:
        if (post := posts.get(row["passage__post_id"])) is not None:
            one = _quoted(row, post, texts[post["pk"]], names)
            found.setdefault(row["link_id"], []).append(one)
    return found


def _quoted(row: Mapping[str, Any], post: Mapping[str, Any], text: str, names: Names) -> Quoted:
    kept = (row[f"passage__{name}"] for name in ("quote", "before", "after"))
    words = find(text, Stretch(*kept))
    page = address("contribution", post["contribution__pid"], post["contribution__slug"] or "-")
    return Quoted(
        id=row["passage_id"],
        words=None if words is None else name_written(words, names),
        who=post["who"] or "",
        at=post["created_at"],
        url=page if post["is_body"] else reply_address(page, post["pid"]),
        language=post["language"],
        author=post["author_id"],
    )


@prepared
def _hanging(links: Collection[int]) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = Link.passages.through.objects.filter(link_id__in=links).order_by("id")
    columns = ("link_id", "passage_id", "passage__post_id", "passage__quote", "passage__before", "passage__after")
    told: QuerySet[Any, Any] = found.values(*columns)
    return told


@prepared
def _posts(actor: Actor, ids: Collection[int]) -> QuerySet[Any, Any]:
    known = Person.objects.visible_to(actor).filter(pk=OuterRef("author_id")).order_by().values("name")
    found: QuerySet[Any, Any] = Post.objects.visible_to(actor).filter(pk__in=ids).annotate(who=Subquery(known))
    columns = ("pk", "pid", "is_body", "html", "language", "created_at", "author_id")
    told: QuerySet[Any, Any] = found.values(*columns, "contribution__pid", "contribution__slug", "who")
    return told
