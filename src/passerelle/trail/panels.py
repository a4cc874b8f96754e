"""What the trail says on the page of a contribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.trail.reading.deciding import decided

Filled = Mapping[int, tuple[str, Mapping[str, Any]]]


@panel("contribution.facts")
def why(actor: Actor, ids: Sequence[int]) -> Filled:
    """What was decided, and why."""
    return {pk: ("trail/decisions.html", {"decisions": told}) for pk, told in decided(actor, ids).items()}
