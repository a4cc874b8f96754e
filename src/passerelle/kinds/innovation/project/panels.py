"""On the page of a decided idea, the way to the project that carries it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor

DECIDED = ("pilot", "implemented")  # states of an idea somebody does something about


@panel("contribution.aside")
def carry_out(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """Where its home takes projects; the template asks, which has the contribution already, so that no page pays for it."""
    return {pk: ("kinds/project/carry_out.html", {"states": DECIDED}) for pk in ids}
