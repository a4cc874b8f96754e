"""What stands beside what is being written and is answered with it, although its kind does not know it: a module above gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from passerelle.contributions.models import Contribution
from passerelle.contributions.panels import Piece
from passerelle.journal.actor import Actor

if TYPE_CHECKING:
    from passerelle.contributions.reading.composer import Choice

Typed = Mapping[str, Any]


class Beside(Protocol):
    """One of them. ``typed`` is what stands in the form, by the names of its fields; their values may be anything."""

    template: str
    line: str
    """The template of a line below the text itself, where a narrow page shows nothing beside it."""
    opens: tuple[str, ...]
    """Names of fields that an address may fill."""

    def shows(self, actor: Actor, choice: Choice, typed: Typed) -> Mapping[str, Any] | None:
        """What its template is given; None where it has nothing to say."""

    def words(self, actor: Actor, typed: Typed) -> str:
        """What goes below the text, because it was answered; else nothing."""

    def brought(self, made: Contribution, typed: Typed, by: Actor) -> None:
        """What follows once it is brought, in the same transaction."""


_all: list[Beside] = []


def stand_beside(one: Beside) -> None:
    """Make one known."""
    _all.append(one)


def opened(asked: Mapping[str, str]) -> dict[str, str]:
    """What an address fills of it."""
    return {name: asked[name] for one in _all for name in one.opens if name in asked}


def pieces(actor: Actor, choice: Choice, typed: Typed) -> list[Piece]:
    """What stands beside the composer of something new."""
    told = [(one, one.shows(actor, choice, typed)) for one in _all if choice.editing is None]
    return [Piece(one.template, {**data, "line": one.line}) for one, data in told if data is not None]


def with_words(text: str, actor: Actor, typed: Typed) -> str:
    """The text, and below it what was answered beside it."""
    return "\n\n".join(filter(None, [text, *(one.words(actor, typed) for one in _all)]))


def brought(made: Contribution, typed: Typed, by: Actor) -> None:
    """Let what was answered take effect."""
    for one in _all:
        one.brought(made, typed, by)
