"""Two worlds that differ in nothing somebody may see: whatever they ask, both answer the same."""

from __future__ import annotations

import difflib

from django.test import override_settings

from visibility.beside import live_beside
from visibility.routes import ROUTES, Door
from visibility.specimens import state
from visibility.visitors import ask, bare, whole
from visibility.walking import Step, Walk
from visibility.world import World

# Routes on which two worlds may differ, and why.
MAY_DIFFER = {
    "live_since": "it says how far the journal of the whole house is; test_told compares what it tells of",
    "community_message": "it counts whom a message reaches, fewer as others mute; only of five and more: test_cost",
    **dict.fromkeys(
        (name for name in ROUTES if name.startswith("admin")),
        "operators count what the house holds, jobs and entries among it, and read none of it",
    ),
}


def told_apart(world: World, walked: Walk) -> list[tuple[str, object]]:
    """The pages, with where they part, by which this actor could tell the two worlds apart: status, headers, bytes."""
    one_of_each = {
        (step.route, step.query, *(each.noun for each in step.asked), *_states(step)): step
        for step in walked.steps
        if _is_compared(step)
    }
    before = {step.answer.address: bare(step.answer) for step in one_of_each.values()}
    live_beside(world, walked.actor)
    with override_settings(ROOT_URLCONF="visibility.plain"):
        after = {address: bare(whole(walked.client, ask(walked.client, address))) for address in before}
    return [
        (address, _parted(answer, after[address])) for address, answer in before.items() if answer != after[address]
    ]


def _states(step: Step) -> list[object]:
    """What was asked for is, beside for whom it is there."""
    return [value for each in step.asked for value in state(each.record)]


def _parted(before: tuple[int, str], after: tuple[int, str]) -> object:
    """The two statuses, or the first lines that differ."""
    if before[0] != after[0]:
        return before[0], after[0]
    return list(difflib.unified_diff(before[1].splitlines(), after[1].splitlines(), n=0, lineterm=""))[3:9]


def _is_compared(step: Step) -> bool:
    """What is there; that what is not there says nothing is another test, and one's own forms change when they are looked at."""
    return step.answer.status == 200 and step.route not in MAY_DIFFER and not ROUTES.get(step.route, Door()).own
