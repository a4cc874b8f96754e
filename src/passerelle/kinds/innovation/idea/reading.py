"""What the page of an idea shows one reader beyond its text: how many want it, and their own vote."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Decision
from passerelle.kinds.innovation.idea import purses, rules
from passerelle.kinds.innovation.idea.models import Idea, Vote
from passerelle.kinds.innovation.idea.states import OPEN


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts, never names: who voted for what is shown to nobody but themselves."""

    here: int
    elsewhere: int  # counted where the idea came from, of nobody we know
    mine: bool
    is_settled: bool
    budget: int
    left: int
    is_open: Decision
    may: Decision


def tally(actor: Actor, contribution: Contribution, idea: Idea) -> Tally:
    """The votes of an idea, for one who reads the conversation of its home."""
    given = Vote.objects.filter(idea_id=idea.pk, person_id=actor.own_id).values_list("returned_at", flat=True)
    budget = purses.budget(contribution.home_id)
    is_open = rules.is_open(contribution)
    return Tally(
        here=contribution.facts.get("votes", 0),
        elsewhere=idea.opening_votes,
        mine=any(returned is None or not is_open for returned in given),
        is_settled=contribution.state not in OPEN,
        budget=budget,
        left=max(0, budget - purses.spent(actor.own_id, contribution.home_id)),
        is_open=is_open,
        may=rules.takes_part(contribution, actor),
    )
