"""What the page of a project shows one reader beyond its text."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.communities.reading import readable_ids
from passerelle.contributions import rules as spine
from passerelle.contributions.models import Contribution, Involvement
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Decision
from passerelle.kinds.innovation.project import rules
from passerelle.kinds.innovation.project.models import Milestone
from passerelle.people.models import Person


@dataclass(frozen=True, slots=True)
class Way:
    """The milestones and who carries them; ``may`` says whether this reader does, ``may_note`` whether they may say what came out."""

    milestones: list[Milestone]
    people: list[tuple[str, str]]  # public id and name
    others: int  # whom this reader may not know by name
    mine: bool
    may_join: Decision
    lets_go: bool
    may: Decision
    may_plan: Decision
    may_note: Decision


def way(actor: Actor, contribution: Contribution) -> Way | None:
    """For those who read the conversation of its home."""
    if contribution.home_id not in readable_ids(actor):
        return None
    milestones = list(Milestone.objects.filter(project_id=contribution.pk))
    running = Involvement.objects.filter(contribution=contribution, part=Involvement.Part.TEAM, ended_at=None)
    team = list(running.order_by("since", "pk").values_list("person_id", flat=True))
    rows = Person.objects.visible_to(actor).filter(pk__in=team).values_list("pk", "pid", "name")
    known = {pk: (pid, name) for pk, pid, name in rows}
    return Way(
        milestones=milestones,
        people=[known[pk] for pk in team if pk in known],
        others=len(team) - len(known),
        mine=actor.own_id in team,
        may_join=rules.may_join(contribution, actor),
        lets_go=bool(spine.is_alive(contribution) and spine.author_or_steward(contribution, actor)),
        may=rules.carries_on(contribution, actor),
        may_plan=rules.may_plan(contribution, actor),
        may_note=rules.may_note(contribution, actor),
    )
