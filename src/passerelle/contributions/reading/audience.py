"""Who will read: told before publishing and before sharing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from passerelle.communities.models import Community, Membership
from passerelle.contributions.models import Contribution
from passerelle.people.models import Person


@dataclass(frozen=True, slots=True)
class Audience:
    """How many people may read, and whether partners are among them."""

    community: Community
    people: int
    partners: bool
    card_only: bool = False


def readers(community: Community) -> Audience:
    """Who may read in a community."""
    return _audiences([community])[0]


def preview(contribution: Contribution, communities: Iterable[Community]) -> list[Audience]:
    """The audience each community would add; from a closed or secret home only the card travels."""
    return _audiences(communities, card_only=contribution.home.visibility != Community.Visibility.OPEN)


def _audiences(communities: Iterable[Community], *, card_only: bool = False) -> list[Audience]:
    """All colleagues read in an open community, and the partners who are members; elsewhere the members. Two queries."""
    communities = list(communities)
    present = Membership.objects.filter(community__in=communities, person__in=Person.objects.present())
    members = {
        pk: (guests, people)
        for pk, guests, people in present.values_list("community_id").annotate(
            guests=Count("pk", filter=Q(person__is_guest=True)), people=Count("pk")
        )
    }
    colleagues = Person.objects.present().filter(is_guest=False, is_imported=False).count()
    audiences = []
    for community in communities:
        guests, people = members.get(community.pk, (0, 0))
        is_open = community.visibility == Community.Visibility.OPEN
        guests = guests if community.open_to_partners else 0
        audiences.append(
            Audience(community, colleagues + guests if is_open else people, community.open_to_partners, card_only)
        )
    return audiences
