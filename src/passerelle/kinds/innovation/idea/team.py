"""Who works on an idea, as one reader sees them, and what that reader may do about it."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.contributions import rules as spine
from passerelle.contributions.models import Contribution, Involvement
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Decision
from passerelle.kinds.innovation.idea import rules
from passerelle.kinds.innovation.idea.models import Idea
from passerelle.people.models import Person


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the team whom the reader may know."""

    pid: str
    name: str
    writes: bool  # as a co-author


@dataclass(frozen=True, slots=True)
class Team:
    """The people, places and words of the team."""

    looking_for: str
    places: int
    taken: int
    people: list[Colleague]
    others: int  # whom this reader may not know by name
    mine: bool
    may: Decision
    leads: bool  # the author, who names co-authors
    lets_go: bool

    @property
    def left(self) -> int:
        """Places one can still take."""
        return max(0, self.places - self.taken)

    @property
    def is_there(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.people or self.others or self.places)


def team(actor: Actor, contribution: Contribution, idea: Idea) -> Team:
    """The team of an idea, for one who reads the conversation of its home. Two queries."""
    running = Involvement.objects.filter(contribution=contribution, ended_at=None, part__in=("team", "co_author"))
    parts: dict[int, set[str]] = {}
    for person, part in running.order_by("since", "pk").values_list("person_id", "part"):
        parts.setdefault(person, set()).add(part)
    known = {
        row[0]: row for row in Person.objects.visible_to(actor).filter(pk__in=parts).values_list("pk", "pid", "name")
    }
    alive = spine.is_alive(contribution)
    return Team(
        looking_for=idea.looking_for,
        places=idea.team_places or 0,
        taken=sum("team" in here for here in parts.values()),
        people=[Colleague(*known[pk][1:], "co_author" in here) for pk, here in parts.items() if pk in known],
        others=len(parts) - len(known),
        mine=actor.own_id in parts,
        may=rules.takes_part(contribution, actor),
        leads=bool(alive and spine.author(contribution, actor)),
        lets_go=bool(alive and spine.author_or_steward(contribution, actor)),
    )
