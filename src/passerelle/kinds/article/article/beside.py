"""Beside the composer of a collection or an FAQ that is begun for the sake of something: that stands in it at once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from passerelle.contributions.beside import Typed
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.composer import Choice
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.kinds.article.article import actions, rules
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.reading.gathering import gatherable

FIELD = "pins"


class FirstPinned:
    """What ``contributions.beside`` asks for."""

    template = "kinds/article/first_pinned.html"
    line = "kinds/article/first_pinned_line.html"
    opens: tuple[str, ...] = (FIELD,)

    def shows(self, actor: Actor, choice: Choice, typed: Typed) -> Mapping[str, Any] | None:
        """What is to stand in it, as far as the actor sees it."""
        found = _named(actor, typed) if choice.kind.details is Article else None
        return {"first": found} if found else None

    def words(self, actor: Actor, typed: Typed) -> str:
        """Nothing: its text stays where it was written."""
        return ""

    def brought(self, made: Contribution, typed: Typed, by: Actor) -> None:
        """It stands there, unless another genre was chosen meanwhile, or it may no longer."""
        if (first := _named(by, typed)) and rules.may_pin(made, by):
            with suppress(Refused):
                actions.pin(made, first, by=by)


def _named(actor: Actor, typed: Typed) -> Contribution | None:
    pid = str(typed.get(FIELD) or "")
    return gatherable(actor).filter(pid=pid[:20]).select_related("body").first() if pid else None
