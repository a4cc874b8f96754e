"""Who may read a contribution now, as a set of people: what ``visible_to`` answers for one person, for many at once.

Only for choosing whom to tell; what is shown or mailed is read again through ``visible_to``. A test holds both to the same answer.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from passerelle.communities.models import Community, Membership
from passerelle.contributions.models import Contribution, Involvement, Reach, Standing
from passerelle.people.models import Person


def readers(contribution: Contribution, *, conversation: bool = False) -> QuerySet[Person]:
    """People who may read its card and body; with ``conversation`` those who may read the replies as well."""
    people: QuerySet[Person] = Person.objects.present()
    if contribution.standing in (Standing.HELD, Standing.SCHEDULED, Standing.REFUSED):
        return people.none()
    placed = Community.objects.unscoped("where it is placed").filter(placements__contribution=contribution)
    if contribution.reach == Reach.INVOLVED:
        involved = Involvement.objects.filter(contribution=contribution, ended_at=None).values("person_id")
        readable = people.filter(Q(pk__in=involved) | Q(pk=contribution.author_id or 0))
    else:
        readable = readers_in(people, list(placed))
    return readers_in(readable, [contribution.home]) if conversation else readable


def readers_in(people: QuerySet[Person], communities: Collection[Community]) -> QuerySet[Person]:
    """Of these people those who may read in one of the communities."""
    members = Q(pk__in=_members(communities))
    if any(community.visibility == Community.Visibility.OPEN for community in communities):
        members = Q()
    partners = Q(pk__in=_members([community for community in communities if community.open_to_partners]))
    return people.filter((Q(is_guest=False) & members) | (Q(is_guest=True) & partners))


def _members(communities: Collection[Community]) -> QuerySet[Membership, int]:
    ids = [community.pk for community in communities]
    return Membership.objects.filter(community_id__in=ids).values_list("person_id", flat=True)
