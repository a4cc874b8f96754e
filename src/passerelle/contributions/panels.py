"""Panels: named slots of a page that modules above fill without being imported.

One of the two frameworks we own (the other is ``kinds``). A module's ``panels.py`` declares
``@panel("contribution.under_title")`` functions; each is called once with all ids on the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from passerelle.journal.actor import Actor


@dataclass(frozen=True, slots=True)
class Piece:
    """One panel's contribution to a page: a template and its data, as ``piece`` inside it."""

    template: str
    data: Mapping[str, Any]


Filled = Mapping[int, tuple[str, Mapping[str, Any]]]
Panel = Callable[[Actor, Sequence[int]], Filled]

SLOTS = frozenset(
    {
        "contribution.under_title",
        "contribution.facts",
        "contribution.aside",
        "contribution.after_replies",
        "contribution.deciding",
        "contribution.merging",
        "reply.actions",
        "card.foot",
        "community.about",
        "community.aside",
        "community.events",
        "community.settings",
        "community.ways",
        "person.aside",
        "person.main",
        "topic.main",
        "topic.aside",
        "home.main",
        "home.aside",
    }
)
_panels: dict[str, list[Panel]] = defaultdict(list)


def panel(slot: str) -> Callable[[Panel], Panel]:
    """Declare that a function fills a slot; raises KeyError when no page has it."""
    if slot not in SLOTS:
        raise KeyError(f"No page has a slot named {slot!r}")

    def register(function: Panel) -> Panel:
        _panels[slot].append(function)
        return function

    return register


def fill(slot: str, actor: Actor, ids: Sequence[int]) -> dict[int, list[Piece]]:
    """Ask every panel of a slot once: id → what it gives, in order of declaration; the page renders it in its own context."""
    pieces: dict[int, list[Piece]] = defaultdict(list)
    for function in _panels[slot] if ids else ():
        for subject, (template, data) in function(actor, ids).items():
            pieces[subject].append(Piece(template, data))
    return pieces
