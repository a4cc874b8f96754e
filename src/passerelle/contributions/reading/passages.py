"""Comments on a passage: what each of them is about, as its text stands today, and the marks that lead to them from there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language, ngettext
from markupsafe import Markup

from passerelle.contributions.models import Contribution, Passage, Post, reply_address
from passerelle.contributions.reading.names import Names
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import mark, name_written, pointing_text
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.lib.sentences import Stretch, find, locate

MOST = 200  # comments whose marks a text bears
_MARK = Markup(
    '<a class="passage-mark no-print" id="m-{pid}" href="{url}" lang="{language}" aria-label="{label}" data-count="{count}"></a>'
)


@dataclass(frozen=True, slots=True)
class About:
    """The passage a comment is about; ``words`` is None when the text was changed and it stands there no more.

    ``anchor`` is where it stands on the page of the comment; empty for the passage of a text that is elsewhere.
    """

    words: str | None
    language: str
    anchor: str

    def named(self, names: Names) -> About:
        """With the names of today."""
        return self if self.words is None else About(name_written(self.words, names), self.language, self.anchor)


def about(actor: Actor, rows: Sequence[Mapping[str, Any]]) -> tuple[dict[int, About], list[str]]:
    """Reply → its passage, and the derived HTML of texts that are not among the rows, which say what is named in them.

    No statement where none is a comment.
    """
    wanted = {row["passage_id"] for row in rows if row["passage_id"] is not None}
    if not wanted:
        return {}, []
    known = {one["pk"]: one for one in _passages(sorted(wanted))}
    here = {row["id"]: row for row in rows if row["is_body"]}
    away = sorted({one["post_id"] for one in known.values()} - here.keys())
    elsewhere = {one["id"]: one for one in _posts(actor, away)} if away else {}
    texts = {pk: pointing_text(row["html"]) for pk, row in (here | elsewhere).items()}
    found: dict[int, About] = {}
    for row in rows:
        one = known.get(row["passage_id"])
        if one is not None and (post := here.get(one["post_id"]) or elsewhere.get(one["post_id"])):
            words = find(texts[one["post_id"]], _stretch(one))
            found[row["id"]] = About(words, post["language"], f"m-{one['pid']}" if one["post_id"] in here else "")
    return found, [row["html"] for row in elsewhere.values()]


def with_marks(actor: Actor, contribution: Contribution, body: Mapping[str, Any], here: Collection[str]) -> str:
    """The derived HTML of a text with a mark behind each passage this reader reads comments on; ``here`` are the replies on its page."""
    comments: dict[str, list[Mapping[str, Any]]] = {}
    for one in _comments(actor, contribution.pk, body["id"]):
        comments.setdefault(one["passage__pid"], []).append(one)
    if not comments:
        return str(body["html"])
    text, page = pointing_text(body["html"]), address("contribution", contribution.pid, contribution.slug or "-")
    marks = []
    for pid, some in comments.items():
        span = locate(text, _stretch({name: some[0][f"passage__{name}"] for name in ("quote", "before", "after")}))
        if span is not None:
            first = some[0]["pid"]
            url = f"#r-{first}" if first in here else reply_address(page, first)
            marks.append((text[: span[1]], _drawn(pid, url, len(some))))
    return mark(body["html"], marks)


def _drawn(pid: str, url: str, count: int) -> str:
    label = ngettext("%(num)s comment on this sentence", "%(num)s comments on this sentence", count) % {"num": count}
    return str(_MARK.format(pid=pid, url=url, language=get_language() or "en", label=label, count=count))


def _stretch(kept: Mapping[str, Any]) -> Stretch:
    return Stretch(kept["quote"], kept["before"], kept["after"])


@prepared
def _passages(ids: Collection[int]) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = Passage.objects.filter(pk__in=ids)
    told: QuerySet[Any, Any] = found.values("pk", "pid", "post_id", "quote", "before", "after")
    return told


@prepared
def _posts(actor: Actor, ids: Collection[int]) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = Post.objects.visible_to(actor).filter(pk__in=ids).values("id", "html", "language")
    return rows


@prepared
def _comments(actor: Actor, contribution: int, body: int) -> QuerySet[Any, Any]:
    """Those that stand in this conversation still, oldest first."""
    there = Post.objects.visible_to(actor).filter(contribution_id=contribution, is_body=False, passage__post_id=body)
    columns = ("pid", "passage__pid", "passage__quote", "passage__before", "passage__after")
    rows: QuerySet[Any, Any] = there.order_by("created_at", "pk").values(*columns)[:MOST]
    return rows
