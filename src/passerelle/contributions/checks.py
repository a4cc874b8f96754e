"""Truths about kinds, tested at start: a misspelt state stops the server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from passerelle.contributions.kinds import Kind, all_kinds
from passerelle.ui.colours import HUES
from passerelle.ui.icons import icon_names

TONES = frozenset({"plain", "open", "active", "done", "stopped"})


@register()
def kinds_are_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report states no move knows or reaches, ends without a decision, colours and icons nobody has, kinds without a sample."""
    return [
        Error(f"Kind {kind.slug!r}: {message}", hint=f"See {type(kind).__module__}", id=f"contributions.E{number:03}")
        for kind in all_kinds()
        for number, message in (*_states(kind), *_sample(kind), *_looks(kind))
    ]


def _states(kind: Kind) -> Iterator[tuple[int, str]]:
    known = set(kind.states)
    for step in kind.moves:
        for state in sorted({*step.sources, step.target} - known):
            yield 1, f"move {step.slug!r} names the unknown state {state!r}."
    for state in sorted(known - {kind.initial} - {step.target for step in kind.moves}):
        yield 2, f"no move reaches the state {state!r}."
    for step in kind.moves if any(step.decides for step in kind.moves) else ():
        if kind.tone(step.target) == "stopped" and not step.decides:
            yield 11, f"move {step.slug!r} ends in {step.target!r} without a decision, where others need one."
    if set(kind.private) - known or not known - set(kind.private):
        yield 12, "private names an unknown state, or all of them."
    if set(kind.shown_states) - known:
        yield 5, "shown_states names an unknown state."


def _sample(kind: Kind) -> Iterator[tuple[int, str]]:
    if not kind.sample.get("text"):
        yield 3, "it has no sample text."
    if kind.title_required and not kind.sample.get("title"):
        yield 4, "its sample has no title."
    if kind.form is not None and kind.details is None:
        yield 6, "it has a form but no details."


def _looks(kind: Kind) -> Iterator[tuple[int, str]]:
    if set(kind.tones) - set(kind.states):
        yield 7, "tones names an unknown state."
    for tone in sorted(set(kind.tones.values()) - TONES):
        yield 8, f"there is no tone {tone!r}."
    if kind.hue not in HUES:
        yield 9, f"there is no hue {kind.hue!r}."
    if kind.icon not in icon_names():
        yield 10, f"there is no icon {kind.icon!r}."
