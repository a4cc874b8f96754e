"""What became of something, told in order: why each went the way it went, what it brought, and what its reader did in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django_stubs_ext import StrOrPromise

from passerelle.journal.actor import Actor
from passerelle.lib.text import one_line
from passerelle.trail.models import Role
from passerelle.trail.reading.deciding import decided
from passerelle.trail.reading.thanks import who_did
from passerelle.trail.reading.walking import Node, Trail

LONGEST = 300  # letters of a reason; all of it stands on the page of what was decided
MOST = 5  # numbers of one thing, the last ones; as many as stand in a line each
Outcomes = Mapping[int, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One thing on the way: what was decided last and why, what was measured, and what the reader did."""

    node: Node
    decided: StrOrPromise
    reason: str
    outcomes: Sequence[Mapping[str, Any]]
    own: list[StrOrPromise]


def story(actor: Actor, trail: Trail, measured: Outcomes) -> list[Chapter]:
    """From the start on, oldest first, as far as is drawn; nothing where nothing came of it. A fixed number of statements."""
    if trail.on.is_empty:
        return []
    ids = sorted(trail.on.nodes)
    why, did = decided(actor, ids), who_did(actor, trail.on.reached, ids)
    return [
        _chapter(node, why.get(node.id, ()), measured.get(node.id, ()), did[node.id].get(actor.person_id or 0, set()))
        for node in sorted(trail.on.nodes.values(), key=lambda node: (node.at, node.id))
    ]


def until(trail: Trail, measured: Outcomes) -> datetime:
    """The last that is known to have happened: something was brought, moved, or measured."""
    moments = [max(node.at, node.moved_at or node.at) for way in (trail.back, trail.on) for node in way.nodes.values()]
    ends = (told["ends_on"] for of_thing in measured.values() for told in of_thing)
    return max([*moments, *(datetime.combine(end, time.min, UTC) for end in ends)])


def _chapter(
    node: Node, why: Sequence[Mapping[str, Any]], measured: Sequence[Mapping[str, Any]], did: set[str]
) -> Chapter:
    last = why[0] if why else {"after": "", "reason": ""}
    reason = one_line(last["reason"])
    cut = reason if len(reason) <= LONGEST else f"{reason[: LONGEST - 1].rstrip()}…"
    return Chapter(node, last["after"], cut, measured[-MOST:], [role.label for role in Role if role in did])
