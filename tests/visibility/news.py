"""What is new for somebody: the dots at their communities, the marks on cards, the numbers at the inbox and at what waits."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass

from visibility.facts import Place
from visibility.lists import LISTS, main
from visibility.oracle import Oracle
from visibility.walking import Step, Walk
from visibility.world import World

MOST = 100  # an inbox counts no further
WAITING = ("held texts", "requests", "invitations", "reports", "deadlines")
RAIL_LINK = re.compile(r'<a class="rail__link" href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
CARD = re.compile(r'<article class="card"[^>]* id="c-([a-z0-9]{12})"( data-unread)?>')
# Where else the number of what waits stands, in the middle of a page.
SAID_AGAIN = {"home": r"(\d+) decision", "me": r'line__count">(\d+)<'}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: own communities with or without a dot, and what is counted."""

    dots: dict[str, bool]
    unread: int
    waiting: int


def wrong_news(world: World, walked: Walk) -> list[tuple[str, str, object]]:
    """Each page whose frame, whose marks or whose numbers are not what the rule makes them, with both."""
    oracle = world.oracles[walked.actor]
    expected = frame_of(world, oracle)
    return [
        (step.answer.address, name, (shown, right))
        for step in walked.steps
        if step.answer.status == 200
        for name, shown, right in (
            ("frame", _frame(step), expected if 'class="rail"' in step.answer.text else None),
            ("marks", _marks(step), _marks_of(world, oracle, step)),
            ("said again", _said_again(step), {expected.waiting} - {0} if step.route in SAID_AGAIN else set()),
            ("inbox", _number(step), expected.unread if step.route == "inbox_unread" else None),
        )
        if shown != right
    ]


def frame_of(world: World, oracle: Oracle) -> Frame:
    """The frame by the rule."""
    if not oracle.is_here:
        return Frame({}, 0, 0)
    mine = [each for each in _own(world, oracle) if not each.is_archived]
    return Frame(
        dots={place.pid: oracle.has_news_in(place) for place in mine},
        unread=min(MOST, len(LISTS["unread"].expected(world, oracle, None))),
        waiting=sum(len(LISTS[name].expected(world, oracle, None)) for name in WAITING),
    )


def _own(world: World, oracle: Oracle) -> list[Place]:
    return [place for place in world.facts.places.values() if oracle.belongs_to(place) and oracle.reads(place)]


def _frame(step: Step) -> Frame | None:
    """The frame that is shown; the bar of a phone and the script that listens must say the same as the rail."""
    text = step.answer.text
    if 'class="rail"' not in text:
        return None
    links = dict(RAIL_LINK.findall(text))
    numbers = {href: int(found[1]) for href, body in links.items() if (found := re.search(r'count">(\d+)<', body))}
    unread = numbers.get("/inbox/", 0)
    bar = re.search(r'class="bar__link" href="/inbox/".*?</a>', text, re.DOTALL)
    assert bar
    assert ('class="dot"' in bar[0]) == (unread > 0)
    assert f'data-unread="{unread}"' in text
    places = {href.split("/")[2]: body for href, body in links.items() if re.match("/communities/.", href)}
    return Frame(
        dots={pid: 'class="dot"' in body for pid, body in places.items()},
        unread=unread,
        waiting=numbers.get("/waiting/", 0),
    )


def _marks(step: Step) -> dict[str, set[bool]]:
    """Each card of a page, those that are pinned above it and those of the pages that follow, and whether it is new."""
    shown = defaultdict(set)
    for pid, mark in CARD.findall(main(step.answer.text)):
        shown[pid].add(bool(mark))
    return shown


def _marks_of(world: World, oracle: Oracle, step: Step) -> dict[str, set[bool]]:
    """What is marked in a feed, by the rule; everywhere else nothing is."""
    feed = step.route.removesuffix("_short")
    own = _own(world, oracle) if oracle.is_here else []
    places = {
        "home": [place for place in own if not oracle.facts.lines[oracle.who.id, place.id].is_muted],
        "community": [each.record for each in step.asked[:1]],
        "topic": [place for place in world.facts.places.values() if oracle.reads(place)],
    }.get(feed)
    if places is None:
        return {pid: {False} for pid in _marks(step)}
    listed = LISTS[feed].expected(world, oracle, step)
    return {pid: {oracle.is_new(world.by_pid[pid].record, places)} for pid in listed}


def _said_again(step: Step) -> set[int]:
    pattern = SAID_AGAIN.get(step.route)
    return set(map(int, re.findall(pattern, main(step.answer.text)))) if pattern else set()


def _number(step: Step) -> int | None:
    """What an open page is told when it asks again."""
    return int(json.loads(step.answer.text.rpartition("\n")[2])["unread"]) if step.route == "inbox_unread" else None
