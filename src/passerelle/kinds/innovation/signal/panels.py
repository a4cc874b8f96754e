"""What signals show on the settings of a community that takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.communities.models import Community
from passerelle.contributions.kinds import get_kind, kinds_for
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.signal.models import Listening
from passerelle.kinds.innovation.signal.routing import promised_days


@panel("community.settings")
def who_hears(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """How soon they are heard, and by how many."""
    places = Community.objects.visible_to(actor).filter(pk__in=ids)
    return {
        place.pk: (
            "kinds/signal/setting.html",
            {
                "pid": place.pid,
                "days": promised_days(place),
                "people": Listening.objects.filter(community=place)
                .values("person", "unit", "group")
                .distinct()
                .count(),
            },
        )
        for place in places
        if get_kind("signal") in kinds_for(place.kinds)
    }
