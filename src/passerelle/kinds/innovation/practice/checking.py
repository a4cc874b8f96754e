"""Which practices wait for a second person, and who that was."""

from __future__ import annotations

from django.db.models import Q

from passerelle.communities.models import Role
from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.practice.actions.check import CHECK
from passerelle.people.models import Person


def unchecked(community: int, person: int) -> list[Contribution]:
    """Those that are proposed in a community, where somebody manages, or that wait for them."""
    waiting = Deadline.objects.filter(person_id=person, purpose=CHECK, met_at=None).values("contribution_id")
    manages = Q(home__memberships__person_id=person, home__memberships__role=Role.STEWARD)
    known = Contribution.objects.unscoped("practices to check").filter(kind_slug="practice", state="proposed")
    found = known.filter(Q(home_id=community) | manages | Q(pk__in=waiting))
    return list(known.filter(pk__in=found.values("pk")).order_by("pk"))


def checked_by(contribution: Contribution) -> Person | None:
    """Whoever said last that it is proven; None where nobody did, or they are gone."""
    said = Entry.objects.filter(contribution_id=contribution.pk, verb="contribution.moved", particulars__move="prove")
    last = said.select_related("actor").order_by("-pk").first()
    return last.actor if last else None
