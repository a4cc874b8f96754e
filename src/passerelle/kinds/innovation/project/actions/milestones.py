"""Milestones: put down, carried on, taken away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.project import rules
from passerelle.kinds.innovation.project.models import DONE, Milestone
from passerelle.lib.text import one_line

MOST = 40


@transaction.atomic
def add_milestone(contribution: Contribution, title: str, *, by: Actor, due_on: date | None = None) -> Milestone:
    """Put a milestone down at the end. Raises Refused without a title, when there are too many, and where texts are read first."""
    head = Contribution.objects.locked(contribution.pk)
    rules.may_plan(head, by).require()
    shown = one_line(title, 120)
    if not shown:
        raise Refused(_("Say what will be there then, in a few words."))
    if Milestone.objects.filter(project_id=head.pk).count() >= MOST:
        raise Refused(_("A project has at most %(num)s milestones: take one away first.") % {"num": MOST})
    milestone = Milestone.objects.create(project_id=head.pk, title=shown, due_on=due_on)
    _record(head, "project.milestone_added", milestone, by)
    return milestone


@transaction.atomic
def set_progress(milestone: Milestone, progress: int, *, by: Actor) -> None:
    """Say how much of it is done, from 0 to 100; the same again changes nothing. Raises Refused for other numbers."""
    if not 0 <= progress <= DONE:
        raise Refused(_("Between 0 and 100 percent."))
    head, locked = _both(milestone, by)
    before, locked.progress = locked.progress, progress
    if before == progress:
        return
    locked.save(update_fields=["progress"])
    verb = "project.milestone_reached" if locked.is_reached else "project.progressed"
    _record(head, verb, locked, by, before=before, after=progress)


@transaction.atomic
def drop_milestone(milestone: Milestone, *, by: Actor) -> None:
    """Take a milestone away."""
    head, locked = _both(milestone, by)
    _record(head, "project.milestone_dropped", locked, by)
    locked.delete()
    refresh_facts(head)


def _both(milestone: Milestone, by: Actor) -> tuple[Contribution, Milestone]:
    """The project, then the milestone as it is by now; raises Refused when it is gone."""
    head = Contribution.objects.locked(milestone.project_id)
    rules.carries_on(head, by).require()
    locked = Milestone.objects.select_for_update().filter(pk=milestone.pk).first()
    if locked is None:
        raise Refused(_("Somebody took this milestone away meanwhile."))
    return head, locked


def _record(head: Contribution, verb: str, milestone: Milestone, by: Actor, **told: Any) -> None:
    refresh_facts(head)
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, milestone=milestone.pk, **told)
