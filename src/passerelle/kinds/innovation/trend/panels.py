"""What trends show on the page of a signal, and where signals are brought: the way to what rises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet

from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Reach, Standing
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.kinds.innovation.trend import reading
from passerelle.lib.prepared import prepared


@panel("contribution.aside")
def where_it_is_gathered(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """On a signal: the trends it stands in, and the way to put it into one."""
    return {pk: ("kinds/trend/aside.html", {"trends": trends}) for pk, trends in reading.trends_of(actor, ids).items()}


@panel("community.ways")
def what_rises(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """How many signals were brought, and the way to them and to what rises; nothing where there are none, or one may not read."""
    here = [pk for pk in ids if pk in readable_ids(actor)]
    return {row["contribution__home_id"]: ("kinds/trend/way.html", row) for row in (_counted(here) if here else ())}


@prepared
def _counted(communities: Sequence[int]) -> QuerySet[Any, Any]:
    public = Signal.objects.filter(contribution__home_id__in=communities, contribution__standing=Standing.PUBLISHED)
    shared = public.filter(contribution__reach=Reach.PLACEMENTS).order_by()
    return shared.values("contribution__home_id", "contribution__home__pid").annotate(signals=Count("pk"))
