"""Finding a project and its milestones under the actor's eyes."""

from __future__ import annotations

from django.http import Http404

from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.project import rules
from passerelle.kinds.innovation.project.models import Milestone, Project


def find_project(actor: Actor, pid: str) -> Contribution:
    """The contribution of this public id; raises Http404 when it is missing, hidden or no project."""
    found = find_contribution(actor, pid)
    if not Project.objects.filter(pk=found.pk).exists():
        raise Http404
    return found


def find_own_project(actor: Actor, pid: str) -> Contribution:
    """The same, if it is the actor's to carry on."""
    found = find_project(actor, pid)
    if not rules.team(found, actor):
        raise Http404
    return found


def find_milestone(contribution: Contribution, number: str) -> Milestone:
    """One of its milestones, by what a form holds; raises Http404 when it has no such."""
    mine = {str(milestone.pk): milestone for milestone in Milestone.objects.filter(project_id=contribution.pk)}
    found = mine.get(number)
    if found is None:
        raise Http404
    return found
