"""Finding what a request names: under the actor's eyes, or 404. Hidden equals missing."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from passerelle.contributions.models import Contribution, Post
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared


def find_contribution(actor: Actor, pid: str) -> Contribution:
    """The contribution of this public id; raises Http404 when it is missing or hidden."""
    found: Contribution | None = next(iter(_contribution(actor, pid)), None)
    if found is None:
        raise Http404
    return found


def find_post(actor: Actor, pid: str) -> Post:
    """The body or reply of this public id; raises Http404 when it is missing or hidden."""
    related = ("contribution__home", "contribution__body", "author", "parent")
    found = Post.objects.visible_to(actor).filter(pid=pid).select_related(*related).first()
    if found is None:
        raise Http404
    return found


@prepared
def _contribution(actor: Actor, pid: str) -> QuerySet[Contribution]:
    return Contribution.objects.visible_to(actor).filter(pid=pid).select_related("home", "author", "body")
