"""What the page of a project shows one reader beyond its text."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Decision
from passerelle.kinds.innovation.project import rules
from passerelle.kinds.innovation.project.models import Milestone


@dataclass(frozen=True, slots=True)
class Way:
    """The milestones; ``may`` says whether this reader carries them on, ``may_note`` whether they may say what came out."""

    milestones: list[Milestone]
    may: Decision
    may_note: Decision


def way(actor: Actor, contribution: Contribution) -> Way | None:
    """For those who read the conversation of its home."""
    if contribution.home_id not in readable_ids(actor):
        return None
    milestones = list(Milestone.objects.filter(project_id=contribution.pk))
    return Way(milestones, rules.carries_on(contribution, actor), rules.may_note(contribution, actor))
