"""Suggested improvements as they are shown: to those who decide about them, and to whoever made one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from passerelle.contributions import rules
from passerelle.contributions.actions.suggest import body_of, version
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Suggestion
from passerelle.contributions.reading.revisions import Piece, difference, words_of
from passerelle.journal.actor import Actor
from passerelle.people.models import Person

AROUND = 120  # characters shown before and after a change


@dataclass(frozen=True, slots=True)
class Suggested:
    """One of them, word by word against the text."""

    person_pid: str
    name: str
    at: datetime
    why: str
    pieces: list[Piece]
    is_outdated: bool
    mine: bool


def waiting(actor: Actor, contribution: Contribution) -> dict[str, Any]:
    """What waits for an answer, what one may do about it, and what was answered to the reader last."""
    takes = get_kind(contribution.kind_slug).takes_suggestions(contribution)
    decides = bool(takes and rules.may_edit(contribution, actor))
    open_ones = Suggestion.objects.filter(contribution=contribution, decided_at=None)
    seen = open_ones if decides or rules.steward(contribution, actor) else open_ones.filter(person_id=actor.own_id)
    rows = list(seen.select_related("person").order_by("at", "pk"))
    mine = Suggestion.objects.filter(contribution=contribution, person_id=actor.own_id)
    return {
        "suggested": _compared(actor, contribution, rows) if rows else [],
        "decides": decides,
        "may_suggest": rules.may_suggest(contribution, actor),
        "answered": mine.exclude(decided_at=None).order_by("-decided_at").first(),
    }


def improvers(actor: Actor, *heads: Contribution) -> list[tuple[str, str]]:
    """Address and name of those whose improvements were taken up, as far as the actor may know them."""
    taken = Suggestion.objects.filter(contribution__in=heads, accepted=True).values("person_id")
    seen = Person.objects.visible_to(actor).filter(pk__in=taken)
    return list(seen.order_by("sort_name", "pk").values_list("pid", "name"))


def own_words(actor: Actor, contribution: Contribution) -> dict[str, str]:
    """What the form begins with: one's suggestion that waits, else the text as it stands."""
    mine = Suggestion.objects.filter(contribution=contribution, person_id=actor.own_id, decided_at=None)
    told = mine.values_list("source", "why").first() or (body_of(contribution).source, "")
    return {"text": told[0], "why": told[1]}


def shortened(pieces: list[Piece]) -> list[Piece]:
    """What stayed only around what changed: the text itself stands above."""
    found: list[Piece] = []
    for number, piece in enumerate(pieces):
        if piece.change != "same" or len(piece.text) <= 3 * AROUND:
            found.append(piece)
            continue
        before = "" if number == 0 else piece.text[:AROUND].rpartition(" ")[0]
        after = "" if number == len(pieces) - 1 else piece.text[-AROUND:].partition(" ")[2]
        found += [Piece("same", before), Piece("left_out", ""), Piece("same", after)]
    return found


def _compared(actor: Actor, contribution: Contribution, rows: list[Suggestion]) -> list[Suggested]:
    body = body_of(contribution)
    present, *others = words_of(actor, [body.source, *(row.source for row in rows)])
    people = Person.objects.visible_to(actor).filter(pk__in=[row.person_id for row in rows])
    known, number = set(people.values_list("pk", flat=True)), version(body)
    return [
        Suggested(
            row.person.pid,
            row.person.name if row.person_id in known else "",
            row.at,
            row.why,
            shortened(difference(present, text)),
            row.version != number,
            row.person_id == actor.own_id,
        )
        for row, text in zip(rows, others, strict=True)
    ]
