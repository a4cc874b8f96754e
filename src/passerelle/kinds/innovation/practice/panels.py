"""The way from something that worked to a practice, on the page of what it can be made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor


@panel("contribution.aside")
def make_one(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """Where its home takes practices; the template asks, which has it already."""
    return {pk: ("kinds/practice/make.html", {}) for pk in ids}
