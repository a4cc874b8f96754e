"""Finding an article under the actor's eyes."""

from __future__ import annotations

from django.http import Http404

from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article


def find_article(actor: Actor, pid: str) -> Contribution:
    """The contribution of this public id; raises Http404 when it is missing, hidden, gone or no article."""
    found = find_contribution(actor, pid)
    if found.is_tombstone or not Article.objects.filter(pk=found.pk).exists():
        raise Http404
    return found
