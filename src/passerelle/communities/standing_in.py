"""Communities whose managers are all gone, and who decides there until there is one again."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.communities.models import Community, Membership
from passerelle.communities.reading import active_stewards, stewarded_ids
from passerelle.journal.actor import Actor


def left_alone(actor: Actor) -> QuerySet[Community, int]:
    """Ids of the communities without a manager where the actor stands in: ``rules.stands_in`` for many at once."""
    member = Membership.objects.filter(person_id=OuterRef("person_id"), community_id=OuterRef("community__children"))
    above = active_stewards().filter(
        Q(community__children__visibility=Community.Visibility.OPEN) | Exists(member),
        community__children=OuterRef("pk"),
    )
    found = Community.objects.unscoped("who stands in need not read there").exclude(
        Exists(active_stewards().filter(community=OuterRef("pk")))
    )
    if actor.is_administrator:
        found = found.filter(Exists(above.filter(person_id=actor.own_id)) | ~Exists(above))
    else:  # what is below the communities of one's own is quickly found
        found = found.filter(Exists(above.filter(person_id=actor.own_id)), parent_id__in=stewarded_ids(actor))
    return found.order_by().values_list("pk", flat=True)
