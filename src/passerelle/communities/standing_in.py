"""Communities whose managers are all gone, and who decides there until there is one again."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.communities.models import Community, Membership
from passerelle.communities.reading import active_stewards
from passerelle.journal.actor import Actor


def left_alone(actor: Actor) -> QuerySet[Community, int]:
    """Ids of the communities without a manager where the actor stands in: ``rules.stands_in`` for many at once."""
    member = Membership.objects.filter(person_id=OuterRef("person_id"), community_id=OuterRef("community__children"))
    above = active_stewards().filter(
        Q(community__children__visibility=Community.Visibility.OPEN) | Exists(member),
        community__children=OuterRef("pk"),
    )
    mine = Q(Exists(above.filter(person_id=actor.own_id)))
    found = Community.objects.unscoped("who stands in need not read there").exclude(
        Exists(active_stewards().filter(community=OuterRef("pk")))
    )
    return (
        found.filter(mine | ~Exists(above) if actor.is_administrator else mine).order_by().values_list("pk", flat=True)
    )
