"""What became of it elsewhere: what sites changed and why, and the practices that were made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Practice

MOST = 12


@dataclass(frozen=True, slots=True)
class Adapted:
    """Sites by name, each with its words, and practices this reader sees."""

    sites: list[tuple[str, str]]
    practices: list[Contribution]


def adapted(actor: Actor, contribution: Contribution, told: Iterable[tuple[str, str]]) -> Adapted | None:
    """``told`` is what sites said that they change; None where nobody changed anything."""
    made = Practice.objects.filter(origin_id=contribution.pk).values("pk")
    seen = Contribution.objects.visible_to(actor).filter(pk__in=made, standing=Standing.PUBLISHED)
    found = Adapted(
        [pair for pair in told if pair[1]], list(seen.select_related("body").order_by("-created_at", "-pk")[:MOST])
    )
    return found if found.sites or found.practices else None
