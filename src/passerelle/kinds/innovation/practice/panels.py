"""Who answers for sites, on the settings of a community; on other pages, the way from what worked to a practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.communities.models import Community
from passerelle.contributions.kinds import get_kind, kinds_for
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import FocalPerson


@panel("contribution.aside")
def make_one(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """Where its home takes practices; the template asks, which has it already."""
    return {pk: ("kinds/practice/make.html", {}) for pk in ids}


@panel("community.settings")
def who_answers(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """For how many sites somebody does, where practices are brought; partners know no sites."""
    places = Community.objects.visible_to(actor).filter(pk__in=ids) if actor.is_staff else ()
    return {
        place.pk: (
            "kinds/practice/setting.html",
            {
                "pid": place.pid,
                "sites": FocalPerson.objects.filter(community=place).values("site_id").distinct().count(),
            },
        )
        for place in places
        if get_kind("practice") in kinds_for(place.kinds)
    }
