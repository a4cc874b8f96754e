"""Whom to show to somebody who looks for help: what speaks for people on a topic, and a short list that is not always the same.

The numbers order a list and are shown to nobody: what is shown is what speaks for somebody, in words. Source: science.md §3.1.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log1p
from typing import Generic, TypeVar

HALF_LIFE = 180.0  # days after which something speaks half as loud
STABLE = 365.0  # the same for a craft that changes slowly
LIVES = 5  # half-lives after which it says nothing any more
MOST_UNITS = 3  # units that took a practice up, each of which counts
AT_HAND = 0.6  # of the score, what having time makes of it
ELSEWHERE = 0.15  # what coming from another unit adds
LIST = 5
FROM_ELSEWHERE = 2  # of the list, where they are good enough
GOOD_ENOUGH = 0.5  # of the first one's score
RISING = 0.3  # so much speaks for somebody who was not asked for three months

P = TypeVar("P", bound=Hashable)


class Form(StrEnum):
    """What somebody gave that shows what they know."""

    ACCEPTED = "accepted"  # an answer that helped
    REUSED = "reused"  # a practice, for each unit that took it up
    ARTICLE = "article"
    ROLE = "role"  # a part in a project or an idea
    DECLARED = "declared"  # they say so themselves
    ANSWER = "answer"


WEIGHTS = {
    Form.ACCEPTED: 1.0,
    Form.REUSED: 1.0,
    Form.ARTICLE: 0.8,
    Form.ROLE: 0.6,
    Form.DECLARED: 0.5,
    Form.ANSWER: 0.4,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that speaks for somebody: how near it is to what is asked (0 to 1), how old, how often it counts."""

    form: Form
    relevance: float = 1.0
    days: float = 0.0
    times: int = 1


def weigh(item: Item, half_life: float = HALF_LIFE) -> float:
    """What one thing says today; what somebody says of themselves does not age. Raises ValueError for a relevance that is no share."""
    if not 0 <= item.relevance <= 1:
        raise ValueError("relevance is a share")
    times = min(item.times, MOST_UNITS) if item.form == Form.REUSED else 1
    said = WEIGHTS[item.form] * times * item.relevance
    if item.form == Form.DECLARED:
        return said
    days = max(0.0, item.days)
    return 0.0 if days > LIVES * half_life else said * 2.0 ** (-days / half_life)


def speaks_for(items: Iterable[Item], half_life: float = HALF_LIFE) -> float:
    """What everything together says; that somebody says so themselves counts once."""
    told = list(items)
    own = max((weigh(item) for item in told if item.form == Form.DECLARED), default=0.0)
    return own + sum(weigh(item, half_life) for item in told if item.form != Form.DECLARED)


def at_hand(asks: int, cap: int, *, away: bool = False) -> float:
    """How much room somebody has left, from what they were asked in two weeks and what they wish for: 1 is all of it."""
    return 0.0 if away or cap <= 0 else max(0.0, 1.0 - asks / cap)


def score(evidence: float, room: float, *, elsewhere: bool) -> float:
    """The place in the list: the logarithm keeps one who gave very much from crowding out all others."""
    return log1p(evidence) * (1 - AT_HAND + AT_HAND * room) * (1 + ELSEWHERE * elsewhere)


@dataclass(frozen=True, slots=True)
class Candidate(Generic[P]):
    """Somebody who may be shown, from the asker's unit or ``elsewhere``; ``rested``: not asked for three months."""

    person: P
    evidence: float
    score: float
    elsewhere: bool = False
    rested: bool = False

    @property
    def rising(self) -> bool:
        """Good for a question, and not asked for long."""
        return self.rested and self.evidence >= RISING


def shortlist(candidates: Sequence[Candidate[P]], size: int = LIST) -> list[Candidate[P]]:
    """The best, among them two from another unit who are good enough and one who was not asked for long, where there are any.

    Ties keep the order in which they come.
    """
    ranked = sorted((one for one in candidates if one.evidence > 0), key=lambda one: -one.score)
    chosen, others = ranked[:size], ranked[size:]
    if not others:
        return chosen
    fit = [one for one in others if one.elsewhere and one.score >= GOOD_ENOUGH * ranked[0].score]
    lacking = max(0, FROM_ELSEWHERE - sum(one.elsewhere for one in chosen))
    for better in fit[:lacking]:
        _give_way(chosen, [one for one in chosen[1:] if not one.elsewhere], better)
    left = (one for one in ranked if one.rising and one not in chosen)
    if not any(one.rising for one in chosen) and (rising := next(left, None)):
        spare = sum(one.elsewhere for one in chosen) > FROM_ELSEWHERE or rising.elsewhere
        _give_way(chosen, [one for one in chosen[1:] if spare or not one.elsewhere], rising)
    return sorted(chosen, key=lambda one: -one.score)


def _give_way(chosen: list[Candidate[P]], weaker: Sequence[Candidate[P]], better: Candidate[P]) -> None:
    """The last of those who can makes room."""
    if weaker:
        chosen[chosen.index(weaker[-1])] = better
