"""Where the ideas of a community are, beside its feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Standing
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.idea.models import Idea
from passerelle.kinds.innovation.idea.states import OPEN
from passerelle.lib.prepared import prepared


@panel("community.aside")
def the_board(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """How many are open, and the way to the board; nothing where there was never one, or one may not read."""
    here = [pk for pk in ids if pk in readable_ids(actor)]
    return {row["contribution__home_id"]: ("kinds/idea/note.html", row) for row in (_counted(here) if here else ())}


@prepared
def _counted(communities: Sequence[int]) -> QuerySet[Any, Any]:
    public = Idea.objects.filter(contribution__home_id__in=communities, contribution__standing=Standing.PUBLISHED)
    shared = public.filter(contribution__reach="placements").order_by()
    running = Count("pk", filter=Q(contribution__state__in=OPEN))
    return shared.values("contribution__home_id", "contribution__home__pid").annotate(running=running)
