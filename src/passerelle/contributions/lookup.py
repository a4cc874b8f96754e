"""Finding what a request names: under the actor's eyes, or 404. Hidden equals missing."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from passerelle.contributions.models import Attachment, Contribution, Post
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person


def find_contribution(actor: Actor, pid: str) -> Contribution:
    """The contribution of this public id; raises Http404 when it is missing or hidden."""
    found: Contribution | None = next(iter(_contribution(actor, pid) if pid.isalnum() else ()), None)
    if found is None:
        raise Http404
    return found


def find_post(actor: Actor, pid: str) -> Post:
    """The body or reply of this public id; raises Http404 when it is missing or hidden."""
    found: Post | None = next(iter(_post(actor, pid)), None)
    if found is None:
        raise Http404
    return found


def find_attachment(actor: Actor, pid: str) -> Attachment:
    """The file of this public id; raises Http404 when it is missing or hidden."""
    found: Attachment | None = next(iter(_attachment(actor, pid)), None)
    if found is None:
        raise Http404
    return found


def find_person(actor: Actor, pid: str) -> Person:
    """Somebody the actor may meet; raises Http404 for others."""
    found = Person.objects.visible_to(actor).filter(pid=pid).first()
    if found is None:
        raise Http404
    return found


# Of whoever brought it, the unit is asked for; the rest is a long row.
_UNREAD_OF_THE_AUTHOR = [
    f"author__{field.name}" for field in Person._meta.concrete_fields if field.name not in ("id", "unit")
]


@prepared
def _contribution(actor: Actor, pid: str) -> QuerySet[Contribution]:
    found = Contribution.objects.visible_to(actor).filter(pid=pid).select_related("home", "author", "body")
    return found.defer("body__source", "body__html", *_UNREAD_OF_THE_AUTHOR)


@prepared
def _post(actor: Actor, pid: str) -> QuerySet[Post]:
    related = ("contribution__home", "contribution__body", "author", "parent")
    return Post.objects.visible_to(actor).filter(pid=pid).select_related(*related)


@prepared
def _attachment(actor: Actor, pid: str) -> QuerySet[Attachment]:
    return Attachment.objects.visible_to(actor).filter(pid=pid)
