"""What these pages show on those of modules below: to its editors, the way to the names of a topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.topics.rules import curated


@panel("topic.aside")
def looked_after(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """On a topic, for whoever may name and merge it."""
    mine = curated(actor).filter(pk__in=ids).order_by().prefetch_related(None).values_list("pk", "pid")
    return {pk: ("web/topic_names.html", {"pid": pid}) for pk, pid in mine}
