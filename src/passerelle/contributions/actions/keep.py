"""What somebody keeps for themselves: bookmarks and drafts. Nobody else is concerned, so the journal is not either."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Bookmark, Draft, Post
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.lib.changing import RowChange, changing
from passerelle.lib.clock import now
from passerelle.lib.text import clean

MAX_DRAFTS = 200
MAX_FIELD = 60_000


@transaction.atomic
def bookmark(post: Post, *, by: Actor) -> bool:
    """Keep a text, or let it go; returns whether it is kept now. Raises Refused for the anonymous."""
    if by.person_id is None:
        raise Refused(_("Sign in to keep something here."))
    kept, created = Bookmark.objects.get_or_create(person_id=by.own_id, post=post)
    if not created:
        kept.delete()
    return created


@transaction.atomic
def save_draft(place: str, fields: Mapping[str, str], *, by: Actor) -> Draft | None:
    """Keep what somebody is writing; an empty form forgets the draft. Raises Refused for the anonymous."""
    if by.person_id is None:
        raise Refused(_("Sign in to keep something here."))
    kept = {clean(name, 80): clean(value, MAX_FIELD) for name, value in fields.items() if value.strip()}
    if not kept:
        forget_draft(place, by=by)
        return None
    draft, _created = Draft.objects.update_or_create(
        person_id=by.person_id, place=place[:80], defaults={"fields": kept, "updated_at": now()}
    )
    old = Draft.objects.filter(person_id=by.own_id).order_by("-updated_at").values_list("pk", flat=True)[MAX_DRAFTS:]
    Draft.objects.filter(pk__in=list(old)).delete()
    return draft


def forget_draft(place: str, *, by: Actor) -> None:
    """Drop the draft of a place, after sending or on request."""
    _forget(by.own_id, place[:80])


@changing
def _forget(person_id: int, place: str) -> RowChange:
    return RowChange(Draft.objects.filter(person_id=person_id, place=place))
