"""Panels: named slots of a page that modules above fill without being imported.

One of the two frameworks we own (the other is ``kinds``). A module's ``panels.py`` declares
``@panel("contribution.under_title")`` functions; each is called once with all ids on the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from passerelle.journal.actor import Actor

Filled = Mapping[int, tuple[str, Mapping[str, Any]]]
Panel = Callable[[Actor, Sequence[int]], Filled]

SLOTS = frozenset(
    {
        "contribution.under_title",
        "contribution.facts",
        "contribution.aside",
        "contribution.after_replies",
        "reply.actions",
        "card.foot",
        "community.about",
        "community.aside",
        "community.events",
        "person.aside",
        "person.main",
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


def fill(slot: str, actor: Actor, ids: Sequence[int]) -> dict[int, list[SafeString]]:
    """Ask every panel of a slot once and render what it gives: id → pieces of HTML, in order of declaration."""
    pieces: dict[int, list[SafeString]] = defaultdict(list)
    for function in _panels[slot] if ids else ():
        for subject, (template, data) in function(actor, ids).items():
            pieces[subject].append(render_to_string(template, dict(data)))
    return pieces
