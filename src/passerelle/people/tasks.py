"""Mail about ways in, and sessions that are over."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import translation

from passerelle.lib.clock import now
from passerelle.people.invitation_letter import invitation_letter
from passerelle.people.models import Invitation
from passerelle.people.tokens import hashed, token_of
from passerelle.work.queue import enqueue
from passerelle.work.schedules import every
from passerelle.work.tasks import task


@task("people.mail_invitation", in_turn=True)
def mail_invitation(*, invitation_id: int) -> None:
    """Send the link of an invitation that is still open, in the language it was written for."""
    invitation = Invitation.objects.select_related("organisation", "inviter").get(pk=invitation_id)
    token = token_of(invitation)
    if invitation.accepted_at or invitation.revoked_at or invitation.token_hash != hashed(token):
        return
    with translation.override(invitation.language or settings.LANGUAGE_CODE):
        invitation_letter(invitation, token).send()


def mail_invitation_later(invitation: Invitation) -> None:
    """Queue the mail inside the verb's transaction; sending it anew is another job."""
    key = f"people.mail_invitation:{invitation.pk}:{invitation.token_hash[:16]}"
    enqueue(mail_invitation, key=key, invitation_id=invitation.pk)


@every(timedelta(hours=12))
@task("people.forget_sessions")
def forget_sessions() -> None:
    """Delete sessions that ran out, and the lines about them in people's lists of sessions."""
    Session.objects.filter(expire_date__lt=now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
