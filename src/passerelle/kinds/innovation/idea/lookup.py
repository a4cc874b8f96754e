"""Finding an idea under the actor's eyes."""

from __future__ import annotations

from django.http import Http404

from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.idea.models import Idea


def find_idea(actor: Actor, pid: str) -> Contribution:
    """The contribution of this public id; raises Http404 when it is missing, hidden, or no idea."""
    found = find_contribution(actor, pid)
    if not Idea.objects.filter(pk=found.pk).exists():
        raise Http404
    return found
