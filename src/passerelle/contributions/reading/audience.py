"""Who will read: told before publishing and before sharing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
    """Who may read in a community: all colleagues when it is open, else its members."""
    if community.visibility == Community.Visibility.OPEN:
        people = Person.objects.present().filter(is_guest=False, is_imported=False).count()
    else:
        people = Membership.objects.filter(community=community, person__is_active=True).count()
    return Audience(community, people, community.open_to_partners)


def preview(contribution: Contribution, communities: Iterable[Community]) -> list[Audience]:
    """The audience each community would add; from a closed or secret home only the card travels."""
    card_only = contribution.home.visibility != Community.Visibility.OPEN
    return [
        Audience(audience.community, audience.people, audience.partners, card_only)
        for audience in (readers(community) for community in communities)
    ]
