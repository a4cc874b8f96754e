"""Who is to hear a signal: those who listen in its home, to all of it or to one of its topics; else the community managers.

A unit or a community that listens is its people of today: each is asked, one answer is enough.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from passerelle.communities.actions.rules import below
from passerelle.communities.models import Community, Membership
from passerelle.communities.reading import active_stewards
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.signal.models import WORKING_DAYS, Listening, Promise
from passerelle.notifications.readers import readers_in
from passerelle.people.models import Person, Unit


def promised_days(community: Community) -> int:
    """Within how many working days signals are heard there."""
    chosen = Promise.objects.filter(community=community).values_list("working_days", flat=True).first()
    return WORKING_DAYS if chosen is None else chosen


def listeners(contribution: Contribution) -> set[int]:
    """Those it goes to, never who brought it; only who can sign in and reads the community today."""
    about = Q(topic=None) | Q(topic__in=contribution.topics.values("pk"))
    chosen = Listening.objects.filter(about, community_id=contribution.home_id).select_related("unit")
    found = Person.objects.present().filter(_among(chosen)).exclude(pk=contribution.author_id or 0)
    return set(readers_in(found, [contribution.home]).values_list("pk", flat=True))


def team(unit: Unit | None, group: Community | None) -> QuerySet[Person]:
    """Who would be asked."""
    return Person.objects.present().filter(_among([Listening(unit=unit, group=group)]))


def _among(chosen: Iterable[Listening]) -> Q:
    chosen = list(chosen)
    people = {one.person_id for one in chosen if one.person_id is not None}
    units = {pk for one in chosen if one.unit is not None for pk in below(one.unit)}
    groups = {one.group_id for one in chosen if one.group_id is not None}
    members = Membership.objects.filter(community_id__in=groups).values("person_id")
    return Q(pk__in=people) | Q(unit_id__in=units) | Q(pk__in=members)


def stewards(contribution: Contribution, beside: Collection[int] = ()) -> set[int]:
    """The community managers of its home but for who brought it, who is left out only where there is another."""
    managers = active_stewards().filter(community_id=contribution.home_id)
    found = set(managers.values_list("person_id", flat=True)) - set(beside)
    return found - {contribution.author_id} or found
