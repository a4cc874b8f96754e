"""Secrets in links: made anew from what they stand for whenever a mail is written, kept only as a hash."""

from __future__ import annotations

from hashlib import sha256

from django.core.signing import Signer

from passerelle.people.models import Invitation


def token_of(invitation: Invitation) -> str:
    """The secret of an invitation's link: bound to its address and its last day, so that sending it anew ends the old one."""
    stands_for = f"{invitation.pid}:{invitation.email}:{invitation.expires_at.isoformat()}"
    return Signer(salt="people.invitation").signature(stands_for)


def hashed(token: str) -> str:
    """What the database keeps of a secret."""
    return sha256(token.encode()).hexdigest()
