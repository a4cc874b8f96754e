"""Suggested improvements as they are shown: to those who decide about them, and to whoever made one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from passerelle.contributions import rules as spine
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.revisions import Piece, difference, words_of
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.idea import rules
from passerelle.kinds.innovation.idea.actions.suggesting import body_of, version
from passerelle.kinds.innovation.idea.models import Suggestion
from passerelle.people.models import Person


@dataclass(frozen=True, slots=True)
class Suggested:
    """One of them, word by word against the proposal."""

    person_pid: str
    name: str
    at: datetime
    why: str
    pieces: list[Piece]
    is_outdated: bool
    mine: bool


def waiting(actor: Actor, contribution: Contribution) -> dict[str, Any]:
    """What waits for an answer, what one may do about it, and what was answered to the reader last."""
    decides = bool(rules.is_open(contribution) and spine.may_edit(contribution, actor))
    open_ones = Suggestion.objects.filter(idea_id=contribution.pk, decided_at=None)
    seen = open_ones if decides or spine.steward(contribution, actor) else open_ones.filter(person_id=actor.own_id)
    rows = list(seen.select_related("person").order_by("at", "pk"))
    return {
        "suggested": _compared(actor, contribution, rows) if rows else [],
        "decides": decides,
        "may_suggest": rules.may_suggest(contribution, actor),
        "answered": Suggestion.objects.filter(idea_id=contribution.pk, person_id=actor.own_id)
        .exclude(decided_at=None)
        .order_by("-decided_at")
        .first(),
    }


def _compared(actor: Actor, contribution: Contribution, rows: list[Suggestion]) -> list[Suggested]:
    body = body_of(contribution)
    present, *others = words_of(actor, [body.source, *(row.source for row in rows)])
    known = set(
        Person.objects.visible_to(actor).filter(pk__in=[row.person_id for row in rows]).values_list("pk", flat=True)
    )
    number = version(body)
    return [
        Suggested(
            row.person.pid,
            row.person.name if row.person_id in known else "",
            row.at,
            row.why,
            difference(present, text),
            row.version != number,
            row.person_id == actor.own_id,
        )
        for row, text in zip(rows, others, strict=True)
    ]


def own_words(actor: Actor, contribution: Contribution) -> dict[str, str]:
    """What the form begins with: one's suggestion that waits, else the proposal as it stands."""
    mine = Suggestion.objects.filter(idea_id=contribution.pk, person_id=actor.own_id, decided_at=None)
    told = mine.values_list("source", "why").first() or (body_of(contribution).source, "")
    return {"text": told[0], "why": told[1]}
