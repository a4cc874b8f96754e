"""Give a community that lost its last community manager a new one."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules
from passerelle.communities.actions.join import admit, set_role
from passerelle.communities.models import Community, Membership, Role
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.people.models import Person


@transaction.atomic
def appoint(community: Community, person: Person, *, by: Actor) -> Membership:
    """Make somebody community manager, and a member first where they are none; raises Refused while another one is left."""
    rules.may_appoint(community, by).require()
    if person.is_guest:
        raise Refused(_("A guest cannot be community manager."))
    if not person.is_active or person.is_imported:
        raise Refused(_("Choose somebody who can sign in."))
    admit(community, person, by=by)
    return set_role(community, person, Role.STEWARD, by=by)
