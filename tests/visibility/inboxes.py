"""What stands in an inbox, and where: there, read or not, put off until later, or done. By the rule, from the rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visibility import facts
from visibility.oracle import Oracle

if TYPE_CHECKING:
    from visibility.walking import Step
    from visibility.world import World

GONE = {"withdrawn", "removed"}


def own_notices(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What stands in one's inbox."""
    return {number for number, state in _own(world, oracle) if state in ("read", "unread")}


def put_off(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What comes back to it later."""
    return {number for number, state in _own(world, oracle) if state == "later"}


def own_done(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What one is through with."""
    return {number for number, state in _own(world, oracle) if state == "done"}


def own_unread(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What one has not read of what stands there."""
    return {number for number, state in _own(world, oracle) if state == "unread"}


def _own(world: World, oracle: Oracle) -> Iterator[tuple[str, str]]:
    """One's notices of what one may still read and what is not gone, and where each stands."""
    columns = "id, person_id, contribution_id, post_id, at, surfaces_at, done_at, read_at"
    for number, person, thing, text, at, surfaces, done, read in facts.rows("notifications_notice", columns):
        gone = {world.facts.texts[text].standing, world.facts.things[thing].standing} & GONE
        mine = oracle.is_here and person == oracle.who.id and oracle.reads_text(world.facts.texts[text])
        if mine and not gone:
            yield str(number), "done" if done else "later" if surfaces != at else "read" if read else "unread"
