"""Ask somebody in by mail; take an invitation back, send it anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.people import rules, tasks
from passerelle.people.addresses import normal_address
from passerelle.people.models import Invitation, Organisation, Person
from passerelle.people.tokens import hashed, token_of

LIFE = timedelta(days=14)
LONGEST_STAY = timedelta(days=2 * 365)


@transaction.atomic
def invite(
    email: str,
    *,
    by: Actor,
    organisation: Organisation,
    communities: Collection[int] = (),
    guest_until: date | None = None,
    language: str = "",
) -> Invitation:
    """Send a link that works once, for this address, within two weeks.

    Raises Refused: for who may not invite, for an address that is here already, and for a guest without a last day.
    """
    address = _address(email)
    _require(by, organisation, communities, guest_until)
    _require_newcomer(address, by)
    moment = now()
    Invitation.objects.filter(email=address, accepted_at=None, revoked_at=None, expires_at__lt=moment).update(
        revoked_at=moment
    )
    invitation = Invitation(
        email=address,
        organisation=organisation,
        inviter_id=by.own_id,
        community_ids=sorted(communities),
        guest_until=guest_until,
        language=language,
        created_at=moment,
        expires_at=moment + LIFE,
    )
    invitation.token_hash = hashed(token_of(invitation))
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("This address has an open invitation: send that one anew.")) from error
    record(by, "invitation.sent", invitation, organisation=organisation.pk, communities=sorted(communities))
    tasks.mail_invitation_later(invitation)
    return invitation


@transaction.atomic
def resend(invitation: Invitation, *, by: Actor) -> Invitation:
    """Send a new link for two more weeks; the old one no longer works."""
    locked = _open(invitation, by)
    locked.expires_at = now() + LIFE
    locked.token_hash = hashed(token_of(locked))
    locked.save(update_fields=["expires_at", "token_hash"])
    record(by, "invitation.resent", locked)
    tasks.mail_invitation_later(locked)
    return locked


@transaction.atomic
def revoke(invitation: Invitation, *, by: Actor) -> Invitation:
    """Take it back: the link no longer works."""
    locked = _open(invitation, by)
    locked.revoked_at = now()
    locked.save(update_fields=["revoked_at"])
    record(by, "invitation.revoked", locked)
    return locked


def _open(invitation: Invitation, by: Actor) -> Invitation:
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not (by.is_administrator or locked.inviter_id == by.person_id):
        raise Refused(_("Whoever sent it, or an administrator, can do this."))
    if locked.accepted_at or locked.revoked_at:
        raise Refused(_("This invitation is closed already."))
    return locked


def _address(email: str) -> str:
    try:
        return normal_address(email)
    except ValueError as error:
        raise Refused(_("This is not an address mail can be sent to.")) from error


def _require(by: Actor, organisation: Organisation, communities: Collection[int], guest_until: date | None) -> None:
    rules.may_invite(by).require()
    if by.person is None:
        raise Refused(_("Somebody must answer for an invitation."))
    is_guest = organisation.kind == Organisation.Kind.PARTNER
    stays_within = is_guest and communities and rules.guest_community_ids(by) >= set(communities)
    if not by.is_administrator and not stays_within:
        raise Refused(_("You invite guests of a partner into communities you manage."))
    today = now().date()
    if is_guest and (guest_until is None or not today < guest_until <= today + LONGEST_STAY):
        raise Refused(_("A guest needs a last day, within two years."))
    if not is_guest and guest_until is not None:
        raise Refused(_("Only guests have a last day."))


def _require_newcomer(address: str, by: Actor) -> None:
    """Nobody is here under this address, or they never had a way to sign in and an administrator opens one."""
    person = Person.objects.filter(email=address).first()
    waits = person is not None and not person.is_former and not person.has_usable_password()
    if person is not None and not (waits and by.is_administrator):
        raise Refused(_("Somebody is here under this address already."))
