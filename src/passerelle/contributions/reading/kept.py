"""Drafts and bookmarks of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django_stubs_ext import StrOrPromise

from passerelle.communities.models import Community
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Bookmark, Contribution, Draft, Post
from passerelle.contributions.reading import thread
from passerelle.journal.actor import Actor

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
    """What the actor is writing; places they may no longer see keep the text, without a link."""
    return [_draft(actor, draft) for draft in Draft.objects.filter(person_id=actor.own_id)[:PAGE]]


def _draft(actor: Actor, draft: Draft) -> Kept:
    form, _, rest = draft.place.partition(":")
    what: StrOrPromise = ""
    where, url = "", ""
    if form == "new":
        slug, _, pid = rest.partition(":")
        community = Community.objects.readable_by(actor).filter(pid=pid).first()
        what = get_kind(slug).label
        if community is not None:
            where, url = community.name, f"{reverse('contribute')}?kind={slug}&community={pid}"
    elif (contribution := Contribution.objects.visible_to(actor).filter(pid=rest).first()) is not None:
        what, where = get_kind(contribution.kind_slug).label, contribution.title
        url = (
            f"{contribution.get_absolute_url()}#reply" if form == "reply" else reverse("contribution_edit", args=[rest])
        )
    fields = draft.fields
    return Kept(draft.pk, fields.get("title", ""), fields.get("text", "")[:300], what, where, url, draft.updated_at)


def bookmarks(actor: Actor, before: str) -> dict[str, Any]:
    """The texts the actor kept and may still read, latest first."""
    rows = Bookmark.objects.filter(person_id=actor.own_id)
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    page = list(rows.order_by("-pk").values_list("pk", "post_id")[: PAGE + 1])
    ids = [post for _pk, post in page[:PAGE]]
    posts = {row.pk: row for row in Post.objects.visible_to(actor).filter(pk__in=ids).select_related("contribution")}
    columns = list(Post.objects.visible_to(actor).filter(pk__in=ids).values(*thread.COLUMNS))
    texts = {text.id: text for text in thread.texts(actor, columns)}
    items = [{"text": texts[pk], "contribution": posts[pk].contribution} for pk in ids if pk in texts]
    return {"items": items, "next": page[PAGE - 1][0] if len(page) > PAGE else ""}
