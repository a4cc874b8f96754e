"""From what came of it back to everybody who had a part in it.

Meant for one outcome at a time, as a trail to read and to thank. Adding credits up over outcomes would make a score of a person; nothing
in Passerelle does, but for that person's own eyes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from graphlib import TopologicalSorter
from math import isclose
from typing import TypeVar

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
    if not 0 <= kept <= 1:
        raise ValueError("what is kept is a share")
    order = tuple(TopologicalSorter(_behind(outcome, parents)).static_order())
    reaches = dict.fromkeys(order, 0.0)
    reaches[outcome] = 1.0
    credits: dict[P, float] = {}
    for thing in reversed(order):
        causes = parents.get(thing, {})
        _require_whole(thing, shares.get(thing, {}), causes)
        for cause, weight in causes.items():
            reaches[cause] += reaches[thing] * (1 - kept) * weight
        held = reaches[thing] * (kept if causes else 1.0)
        for person, share in shares[thing].items():
            credits[person] = credits.get(person, 0.0) + held * share
    return credits


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


def _require_whole(thing: N, shares: Mapping[P, float], weights: Mapping[N, float]) -> None:
    if any(share < 0 for share in shares.values()) or not isclose(sum(shares.values()), 1, abs_tol=1e-9):
        raise ValueError(f"the credits of {thing} are not parts of one whole")
    if weights and (min(weights.values()) <= 0 or not isclose(sum(weights.values()), 1, abs_tol=1e-9)):
        raise ValueError(f"the weights of what {thing} came from are not parts of one whole")
