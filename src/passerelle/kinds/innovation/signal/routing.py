"""Who is to hear a signal: those who listen in its home, to all of it or to one of its topics; else the community managers."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from passerelle.communities.models import Community
from passerelle.communities.reading import active_stewards, readable_ids
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import person_actor
from passerelle.kinds.innovation.signal.models import WORKING_DAYS, Listening, Promise
from passerelle.people.models import Person


def promised_days(community: Community) -> int:
    """Within how many working days signals are heard there."""
    chosen = Promise.objects.filter(community=community).values_list("working_days", flat=True).first()
    return WORKING_DAYS if chosen is None else chosen


def listeners(contribution: Contribution) -> set[int]:
    """Those it goes to, never who brought it; only who can sign in and reads the community today."""
    about = Q(topic=None) | Q(topic__in=contribution.topics.values("pk"))
    chosen = Listening.objects.filter(about, community_id=contribution.home_id).values("person_id")
    people = Person.objects.present().filter(pk__in=chosen).exclude(pk=contribution.author_id or 0)
    return {one.pk for one in people if contribution.home_id in readable_ids(person_actor(one))}


def stewards(contribution: Contribution, beside: Collection[int] = ()) -> set[int]:
    """The community managers of its home but for who brought it, who is left out only where there is another."""
    managers = active_stewards().filter(community_id=contribution.home_id)
    found = set(managers.values_list("person_id", flat=True)) - set(beside)
    return found - {contribution.author_id} or found
