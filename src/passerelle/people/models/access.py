"""Ways in: invitations and printed cards. Secrets are stored as hashes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from passerelle.lib.ids import new_public_id
from passerelle.people.models.organisation import Organisation


class Invitation(models.Model):
    """A single-use link bound to one address; consumed on POST, dead after its date."""

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(max_length=254)
    token_hash = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    inviter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations_sent")
    community_ids = models.JSONField(default=list)
    guest_until = models.DateField(null=True)
    language = models.CharField(max_length=8, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """At most one open invitation per address."""

        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(accepted_at=None, revoked_at=None), name="invitation_one_open_per_address"
            )
        ]

    def __str__(self) -> str:
        """The public id, never the address."""
        return self.pid


class StaffCard(models.Model):
    """The code printed for somebody without a mailbox; replacing it kills the old one."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="card")
    code_hash = models.CharField(max_length=256)
    printed_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """The person's id."""
        return f"card of {self.person_id}"
