"""The list beside the composer, for kinds that look for what is similar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passerelle.contributions.beside import Typed
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.cards import cards
from passerelle.contributions.reading.composer import Choice
from passerelle.journal.actor import Actor
from passerelle.matching.similar import answering
from passerelle.matching.similar.reading import Similar, similar


def listed(actor: Actor, typed: Typed) -> dict[str, Any]:
    """What resembles what is typed; what somebody began to tell apart stays there with their words."""
    title, text, topics = (str(typed.get(name) or "") for name in ("title", "text", "topics"))
    found = similar(actor, title, text, topics)
    reasons = {other.pk: reason for other, reason in answering.reasons(actor, typed)}
    missing = reasons.keys() - {one.card.id for one in found}
    kept = cards(actor, sorted(missing), pictures=False) if missing else []
    others = [Similar(card, (), 0.0, elsewhere=False, own=card.author_id == actor.person_id) for card in kept]
    shown = [*found, *others]
    return {
        "found": shown,
        "solves": any(one.solves for one in shown),
        "reasons": reasons,
        "is_begun": bool(title.strip() or text.strip()),
    }


class Beside:
    """What ``contributions.beside`` asks for."""

    template = "matching/similar/beside.html"
    line = "matching/similar/line.html"
    opens: tuple[str, ...] = ()

    def shows(self, actor: Actor, choice: Choice, typed: Typed) -> Mapping[str, Any] | None:
        """The list as it is now, and where its answers go."""
        return {**listed(actor, typed), "place": choice.place} if choice.kind.looks_for_similar else None

    def words(self, actor: Actor, typed: Typed) -> str:
        """Why it is different from others."""
        return answering.paragraphs(actor, typed)

    def brought(self, made: Contribution, typed: Typed, by: Actor) -> None:
        """It is related to those."""
        answering.tie(made, typed, by)
