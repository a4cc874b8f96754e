"""What a trail may show: nothing that is hidden, and nothing that lies behind it."""

from __future__ import annotations

from visibility import facts
from visibility.oracle import Oracle
from visibility.walking import Step
from visibility.world import World


def on_the_trail(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What is reached from a contribution, back or on, without a step through anything that is not seen."""
    start = step.asked[0].record
    if not oracle.sees(start):
        return set()
    links = list(facts.rows("trail_link", "later_id, earlier_id, status"))
    counted = [(later, earlier) for later, earlier, status in links if status in ("confirmed", "disputed")]
    onwards = [(earlier, later) for later, earlier in counted]
    reached = _reached(oracle, start.id, counted) | _reached(oracle, start.id, onwards)
    return {oracle.facts.things[thing].pid for thing in reached} if len(reached) > 1 else set()


def _reached(oracle: Oracle, start: int, steps: list[tuple[int, int]]) -> set[int]:
    found = {start}
    while more := {b for a, b in steps if a in found and oracle.sees(oracle.facts.things[b])} - found:
        found |= more
    return found
