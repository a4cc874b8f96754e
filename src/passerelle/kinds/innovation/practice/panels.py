"""Who answers for sites, on the settings of a community; the way to its portfolio; on other pages, the way to a practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions.kinds import get_kind, kinds_for
from passerelle.contributions.models import Standing
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import FocalPerson, Practice
from passerelle.kinds.innovation.practice.reading.appointment import appointment_for
from passerelle.kinds.innovation.practice.rules import OFFERED
from passerelle.lib.prepared import prepared


@panel("contribution.aside")
def make_one(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """Where its home takes practices; the template asks, which has it already."""
    return {pk: ("kinds/practice/make.html", {}) for pk in ids}


@panel("contribution.facts")
def when_they_talk(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """On a question about a practice: when its two sides talk, for them alone."""
    zone = timezone.get_current_timezone_name()
    found = appointment_for(actor, ids)
    return {pk: ("kinds/practice/appointment.html", {"shown": one, "zone": zone}) for pk, one in found.items()}


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


@panel("community.ways")
def the_portfolio(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """How many others may take up, and the way to the portfolio; nothing where there was never one, or one may not read."""
    here = [pk for pk in ids if pk in readable_ids(actor)]
    return {row["contribution__home_id"]: ("kinds/practice/way.html", row) for row in (_counted(here) if here else ())}


@prepared
def _counted(communities: Sequence[int]) -> QuerySet[Any, Any]:
    public = Practice.objects.filter(
        translation_of=None, contribution__home_id__in=communities, contribution__standing=Standing.PUBLISHED
    )
    shared = public.filter(contribution__reach="placements").order_by()
    open_ones = Count("pk", filter=Q(contribution__state__in=OFFERED))
    return shared.values("contribution__home_id", "contribution__home__pid").annotate(offered=open_ones)
