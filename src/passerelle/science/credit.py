"""From what came of it back to everybody who had a part in it.

Meant for one outcome at a time, as a trail to read and to thank. Adding credits up over outcomes would make a score of a person; nothing
in Passerelle does, but for that person's own eyes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping
from graphlib import TopologicalSorter
from typing import TypeVar

ROUNDING = 1e-9
KEPT = 0.5  # of what reaches a thing that has causes; the rest goes on to them

N = TypeVar("N", bound=Hashable)
P = TypeVar("P", bound=Hashable)


def credit(
    outcome: N,
    parents: Mapping[N, Mapping[N, float]],
    shares: Mapping[N, Mapping[P, float]],
    *,
    kept: float = KEPT,
) -> dict[P, float]:
    """Divide one whole among the people behind an outcome; the parts sum to 1.

    ``parents`` gives for each thing what it came from and with what weight (above 0, sum 1 for each thing), ``shares`` for each thing who
    did it and what part (from 0, sum 1 for each thing). A thing with parents keeps ``kept`` of what reaches it. Raises ValueError for
    sums that are not 1, ``kept`` outside 0 to 1, or a thing that came from itself (then a CycleError, with the way).
    Source: science.md §4.4 and §6.6.
    """
    credits: dict[P, float] = {}
    for thing, held in held_by(outcome, parents, kept=kept).items():
        _require_whole(thing, shares.get(thing, {}))
        for person, share in shares[thing].items():
            credits[person] = credits.get(person, 0.0) + held * share
    return credits


def held_by(outcome: N, parents: Mapping[N, Mapping[N, float]], *, kept: float = KEPT) -> dict[N, float]:
    """What each thing behind an outcome keeps of one whole; the parts sum to 1. Raises ValueError as ``credit`` does."""
    if not 0 <= kept <= 1:
        raise ValueError("what is kept is a share")
    behind = _behind(outcome, parents)
    waits_for = Counter(cause for causes in behind.values() for cause in causes)
    reaches = dict.fromkeys(behind, 0.0)
    reaches[outcome] = 1.0
    held: dict[N, float] = {}
    free, done = [outcome], 0
    while free:  # nothing is divided before all of it has arrived
        thing = free.pop()
        done += 1
        causes, reached = parents.get(thing, {}), reaches[thing]
        if causes and (abs(sum(causes.values()) - 1) > ROUNDING or min(causes.values()) <= 0):
            raise ValueError(f"the weights of what {thing} came from are not parts of one whole")
        held[thing] = reached * kept if causes else reached
        for cause, weight in causes.items():
            reaches[cause] += reached * (1 - kept) * weight
            waits_for[cause] -= 1
            if not waits_for[cause]:
                free.append(cause)
    if done != len(behind):
        TopologicalSorter(behind).prepare()  # says which way leads round
    return held


def depth(thing: N, parents: Mapping[N, Collection[N]], is_signal: Callable[[N], bool]) -> int:
    """The steps on the longest way from any signal to a thing; 0 when there is none. Raises CycleError (a ValueError) for a circle.

    Source: science.md §1.14.
    """
    steps: dict[N, int | None] = {}
    for each in TopologicalSorter(_behind(thing, parents)).static_order():
        ways = [before + 1 for cause in parents.get(each, ()) if (before := steps[cause]) is not None]
        steps[each] = max(ways, default=0 if is_signal(each) else None)
    return steps[thing] or 0


def _behind(thing: N, parents: Mapping[N, Collection[N]]) -> dict[N, Collection[N]]:
    """The part of the whole that leads to a thing: what has nothing to do with it costs nothing and changes nothing."""
    found: dict[N, Collection[N]] = {}
    waiting = [thing]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found[each] = tuple(parents.get(each, ()))
            waiting.extend(found[each])
    return found


def _require_whole(thing: N, shares: Mapping[P, float]) -> None:
    if abs(sum(shares.values()) - 1) > ROUNDING or min(shares.values()) < 0:
        raise ValueError(f"the credits of {thing} are not parts of one whole")
