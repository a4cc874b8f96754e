"""Truths about kinds, tested at start: a misspelt state stops the server."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from passerelle.contributions.kinds import Kind, all_kinds


@register()
def kinds_are_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report states no move knows, states no move reaches, kinds without a sample."""
    return [error for kind in all_kinds() for error in _check(kind)]


def _check(kind: Kind) -> list[CheckMessage]:
    errors: list[CheckMessage] = []

    def wrong(number: int, message: str) -> None:
        errors.append(
            Error(
                f"Kind {kind.slug!r}: {message}", hint=f"See {type(kind).__module__}", id=f"contributions.E{number:03}"
            )
        )

    known = set(kind.states)
    for step in kind.moves:
        for state in {*step.sources, step.target} - known:
            wrong(1, f"move {step.slug!r} names the unknown state {state!r}.")
    for state in known - {kind.initial} - {step.target for step in kind.moves}:
        wrong(2, f"no move reaches the state {state!r}.")
    if not kind.sample.get("text"):
        wrong(3, "it has no sample text.")
    if kind.title_required and not kind.sample.get("title"):
        wrong(4, "its sample has no title.")
    if set(kind.shown_states) - known:
        wrong(5, "shown_states names an unknown state.")
    if kind.form is not None and kind.details is None:
        wrong(6, "it has a form but no details.")
    return errors
