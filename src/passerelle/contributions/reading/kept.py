"""Drafts and bookmarks of one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.http import urlencode
from django_stubs_ext import StrOrPromise

from passerelle.communities.models import Community
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Bookmark, Contribution, Draft, Post
from passerelle.contributions.reading import said
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import excerpt, render

PAGE = 30


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft in the list: what it is, where it continues."""

    id: int
    title: str
    text: str
    what: Any
    where: str
    url: str
    updated_at: datetime


def drafts(actor: Actor) -> list[Kept]:
    """What the actor is writing; places they may no longer see keep the text, without a link. Three queries."""
    rows = list(Draft.objects.filter(person_id=actor.own_id)[:PAGE])
    pids = {part for row in rows for part in row.place.split(":")[1:]}
    communities = {row.pid: row for row in Community.objects.readable_by(actor).filter(pid__in=pids)}
    heads = Contribution.objects.visible_to(actor).filter(pid__in=pids).select_related("body")
    contributions = {row.pid: row for row in heads}
    return [_draft(row, communities, contributions) for row in rows]


def _draft(draft: Draft, communities: Mapping[str, Community], contributions: Mapping[str, Contribution]) -> Kept:
    form, *rest = draft.place.split(":")
    slug, pid, source = (*rest, "", "")[:3] if form == "new" else ("", rest[-1], "")
    what: StrOrPromise = ""
    where, url = "", ""
    if form == "new":
        what = get_kind(slug).label
        if pid in communities:
            where, url = communities[pid].name, f"{reverse('contribute')}?kind={slug}&community={pid}"
            url += f"&from={source}" if source else ""
    elif pid in contributions:
        head = contributions[pid]
        what, where = get_kind(head.kind_slug).label, head.name
        url = f"{head.get_absolute_url()}#reply" if form == "reply" else reverse("contribution_edit", args=[pid])
    fields = draft.fields
    begins = excerpt(render(fields.get("text", "")[:1000]).plain, 300)
    return Kept(draft.pk, fields.get("title", ""), begins, what, where, url, draft.updated_at)


def bookmarks(actor: Actor, before: str) -> dict[str, Any]:
    """The texts the actor kept and may still read, latest first."""
    readable = Exists(Post.objects.visible_to(actor).filter(pk=OuterRef("post_id")))
    rows = Bookmark.objects.filter(readable, person_id=actor.own_id)
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    page = list(rows.order_by("-pk").values_list("pk", "post_id")[: PAGE + 1])
    ids = [post for _pk, post in page[:PAGE]]
    posts = Post.objects.visible_to(actor).filter(pk__in=ids)
    heads = {row.pk: row.contribution for row in posts.select_related("contribution__body")}
    texts = {text.id: text for text in said.texts(actor, list(posts.values(*said.COLUMNS)))}
    items = [{"text": texts[pk], "contribution": heads[pk]} for pk in ids if pk in texts]
    return {"items": items, "next": page[PAGE - 1][0] if len(page) > PAGE else ""}


def continues(actor: Actor, place: str) -> str:
    """Where the draft of a place goes on; where it no longer can, the list of drafts."""
    form, _colon, rest = place.partition(":")
    slug, _colon, there = rest.partition(":")
    pid, _colon, source = there.partition(":")
    if form != "new" or not Community.objects.readable_by(actor).filter(pid=pid).exists():
        return reverse("drafts")
    query = {"kind": slug, "community": pid, **({"from": source} if source else {})}
    return f"{reverse('capture' if get_kind(slug).is_quick else 'contribute')}?{urlencode(query)}"


def begun(actor: Actor, place: str) -> str:
    """How the draft of a place begins, on one line: its title, else its first words."""
    fields = Draft.objects.filter(person_id=actor.own_id, place=place).values_list("fields", flat=True).first() or {}
    return str(fields.get("title") or excerpt(render(fields.get("text", "")[:1000]).plain, 300))
