"""Beside the composer of a question that begins with somebody who may know: they are asked as soon as it is there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.db.models import QuerySet

from passerelle.communities.rules import needs_approval
from passerelle.contributions.beside import Typed
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.composer import Choice
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.matching import rules
from passerelle.matching.actions import ask
from passerelle.matching.reading.willing import free
from passerelle.notifications.readers import readers_in
from passerelle.people.models import Person

FIELD = "ask"


class Asking:
    """What ``contributions.beside`` asks for."""

    template = "matching/knowing/beside.html"
    line = "matching/knowing/line.html"
    opens: tuple[str, ...] = ("topics", FIELD)

    def shows(self, actor: Actor, choice: Choice, typed: Typed) -> Mapping[str, Any] | None:
        """Who is to be asked, where they may answer and it is there at once."""
        if (
            not choice.kind.seeking
            or not (pid := str(typed.get(FIELD) or ""))
            or needs_approval(choice.community, actor)
        ):
            return None
        there = readers_in(_whom(actor, pid), [choice.community]).first()
        return {"person": there} if there else None

    def words(self, actor: Actor, typed: Typed) -> str:
        """Nothing: who was asked is between the two."""
        return ""

    def brought(self, made: Contribution, typed: Typed, by: Actor) -> None:
        """Ask them, if they still may be: who cannot now is not named, and the page of it shows others."""
        pid = str(typed.get(FIELD) or "")
        person = _whom(by, pid).first() if pid and rules.seeks(made) else None
        if person is not None:
            with suppress(Refused):
                ask(made, person, by=by)


def _whom(actor: Actor, pid: str) -> QuerySet[Person]:
    return free(actor).filter(pid=pid[:20]).select_related("unit", "site")
