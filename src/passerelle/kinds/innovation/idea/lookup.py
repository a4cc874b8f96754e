"""Finding an idea, or somebody around it, under the actor's eyes."""

from __future__ import annotations

from django.http import Http404

from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.idea.models import Idea
from passerelle.people.models import Person


def find_idea(actor: Actor, pid: str) -> Contribution:
    """The contribution of this public id; raises Http404 when it is missing, hidden, or no idea."""
    found = find_contribution(actor, pid)
    if not Idea.objects.filter(pk=found.pk).exists():
        raise Http404
    return found


def find_person(actor: Actor, pid: str) -> Person:
    """Somebody the actor may meet; raises Http404 for others."""
    found = Person.objects.visible_to(actor).filter(pid=pid).first()
    if found is None:
        raise Http404
    return found
