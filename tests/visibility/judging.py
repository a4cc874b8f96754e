"""What a walk judged, and what it must have judged: every actor, every class of specimen, every surface."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visibility import specimens
from visibility.feeds import LISTS, THERE
from visibility.routes import ROUTES
from visibility.specimens import JUDGED
from visibility.walking import WHOLE, Step, Walk
from visibility.world import World

Asked = (
    str | bool
)  # the id of what stands for its class; where some are asked in turns, whether it was there; or nothing


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer held against the rule."""

    surface: str
    asked: Asked
    address: str
    told: object
    right: object


def verdicts(world: World, walked: Walk) -> Iterator[Verdict]:
    """Pages that are there or not, and lists: feeds, results, inbox, bookmarks, what waits, each the very set the rule makes."""
    oracle = world.oracles[walked.actor]
    for step in walked.steps:
        address = step.answer.address
        if step.route in THERE:
            right = THERE[step.route](oracle, step.asked[0].record)
            yield Verdict(step.route, _asked(step), address, step.answer.is_there, right)
        for name, one in LISTS.items() if oracle.is_here else ():
            if (one.route, one.query) == (step.route, step.query):
                yield Verdict(name, _asked(step), address, one.shown(step), one.expected(world, oracle, step))


def _asked(step: Step) -> Asked:
    if not step.asked:
        return ""
    return step.asked[0].id if step.route in WHOLE else step.asked[0].is_there


def declared(world: World, actor: str) -> set[tuple[str, Asked]]:
    """The product, without the walk: what is not in it was not meant, and what is missing was silently left out.

    A list is compared as a whole, so that every class is judged by it, shown or not.
    """
    surfaces = {name: one.route for name, one in LISTS.items()} if world.oracles[actor].is_here else {}
    surfaces |= {route: route for route in THERE}
    return {(name, asked) for name, route in surfaces.items() for asked in _classes(world, actor, route)}


def _classes(world: World, actor: str, route: str) -> set[Asked]:
    noun = next(iter(ROUTES[route].arguments), "")
    if noun in ("calendar", "feed"):
        return {each.id for each in specimens.feeds(world, actor)[noun]}
    if noun not in JUDGED:
        known = specimens.others(world).get(noun, ())
        return set(known) if route in WHOLE else {True} if noun else {""}
    found = specimens.telling(noun, world)
    if route in WHOLE:
        return {each.id for each in found}
    return {each.exists_for(world.oracles[actor]) for each in found}
