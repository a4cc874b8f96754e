"""Accept an invitation: the one verb of somebody who is nobody yet."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.journal.actor import person_actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.lib.text import one_line
from passerelle.people.models import Invitation, Organisation, Person
from passerelle.people.names import LENGTH, sort_key
from passerelle.people.tokens import hashed


def open_invitation(token: str) -> Invitation | None:
    """The invitation of this link while it can be accepted; looking consumes nothing."""
    found = Invitation.objects.select_related("organisation", "inviter").filter(
        token_hash=hashed(token), accepted_at=None, revoked_at=None, expires_at__gt=now(), inviter__is_active=True
    )
    return found.first()


@transaction.atomic
def accept_invitation(token: str, *, name: str, password: str) -> Person:
    """Make the person with this name and password; their address counts as confirmed, since the link came by it.

    Raises Refused when the link was used, taken back, is too old, or somebody else confirmed the address meanwhile.
    """
    locked = Invitation.objects.select_for_update().filter(token_hash=hashed(token)).first()
    invitation = open_invitation(token) if locked is not None else None
    if invitation is None:
        raise Refused(_("This invitation has been used, was taken back, or is too old."))
    person = Person.objects.select_for_update().filter(email=invitation.email).first()
    if person is not None and (person.is_former or person.has_usable_password()):
        raise Refused(_("Somebody is here under this address already: sign in."))
    person = person or _newcomer(invitation)
    person.name = one_line(name, LENGTH)
    person.sort_name = sort_key(person.name)
    person.set_password(password)
    person.save()
    _confirm(person, invitation.email)
    invitation.accepted_at = now()
    invitation.save(update_fields=["accepted_at"])
    record(
        person_actor(person),
        "invitation.accepted",
        invitation,
        person=person.pk,
        inviter=invitation.inviter_id,
        communities=invitation.community_ids,
    )
    return person


def _newcomer(invitation: Invitation) -> Person:
    is_guest = invitation.organisation.kind == Organisation.Kind.PARTNER
    return Person(
        email=invitation.email,
        organisation=invitation.organisation,
        language=invitation.language,
        is_guest=is_guest,
        access_until=invitation.guest_until,
        sponsor_id=invitation.inviter_id if is_guest else None,
    )


def _confirm(person: Person, email: str) -> None:
    addresses = EmailAddress.objects.filter(email__iexact=email).exclude(user=person)
    if addresses.filter(verified=True).exists():
        raise Refused(_("Somebody is here under this address already: sign in."))
    addresses.delete()
    EmailAddress.objects.update_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
