"""What a trend shows on the page of a signal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.trend import reading


@panel("contribution.aside")
def where_it_is_gathered(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """On a signal: the trends it stands in, and the way to put it into one."""
    return {pk: ("kinds/trend/aside.html", {"trends": trends}) for pk, trends in reading.trends_of(actor, ids).items()}
