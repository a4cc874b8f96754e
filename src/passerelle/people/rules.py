"""Who may do what to people, and to where they belong."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused
from passerelle.people.models import Person


def may_administer(actor: Actor) -> Decision:
    """People, units, sites, organisations, the face of the installation."""
    if actor.is_system or actor.is_administrator:
        return ALLOWED
    return refused(_("Only administrators can do this."))


def may_import(actor: Actor) -> Decision:
    """Take over what another tool holds, in the name of people who are not here."""
    return ALLOWED if actor.is_system else refused(_("Only an import can do this."))


def may_revise(person: Person, actor: Actor) -> Decision:
    """What somebody tells about themselves is theirs alone."""
    if actor.is_system or (actor.is_present and actor.person_id == person.pk):
        return ALLOWED
    return refused(_("Everybody decides about their own profile."))


def may_invite(actor: Actor) -> Decision:
    """Administrators anybody; community managers guests, into their communities that are open to partners."""
    if actor.is_system or actor.is_administrator or guest_community_ids(actor):
        return ALLOWED
    return refused(_("Administrators invite, and managers of a community that is open to partners."))


def guest_community_ids(actor: Actor) -> frozenset[int]:
    """The communities this actor may ask guests into as their manager.

    Memberships are named by their relation, since communities stand one level above.
    """
    if not actor.is_staff:
        return frozenset()
    stewarded = Person.objects.filter(
        pk=actor.own_id,
        memberships__role="steward",
        memberships__community__open_to_partners=True,
        memberships__community__archived_at=None,
    )
    return frozenset(stewarded.values_list("memberships__community_id", flat=True))
