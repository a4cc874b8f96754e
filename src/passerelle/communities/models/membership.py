"""Membership, the rules that make it, and the ways to ask for it.

The community is named by a string: whose communities are read is asked in ``community.py``, which imports this.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passerelle.lib.clock import now
from passerelle.people.models import Organisation, Site, Unit


class Role(models.TextChoices):
    """What a member is for the community."""

    MEMBER = "member", _("Member")
    STEWARD = "steward", _("Community manager")
    SPONSOR = "sponsor", _("Sponsor")


class Membership(models.Model):
    """A person in a community. ``seen_at`` is their own unread line and shown to nobody else."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.MEMBER)
    by_rule = models.BooleanField(default=False)
    muted = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now)

    class Meta:
        """Once per person and community."""

        constraints = [models.UniqueConstraint(fields=["person", "community"], name="membership_once")]
        indexes = [models.Index(fields=["community", "role"])]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} in {self.community_id}"


class MembershipRule(models.Model):
    """Whoever fits every stated condition is a member; kept current by a job."""

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="rules")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(_("country"), max_length=2, blank=True)
    job_title = models.CharField(_("role (job title contains)"), max_length=80, blank=True)

    class Meta:
        """A rule states at least one condition."""

        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False)
                | Q(site__isnull=False)
                | Q(organisation__isnull=False)
                | ~Q(country="")
                | ~Q(job_title=""),
                name="membership_rule_says_something",
            )
        ]

    def __str__(self) -> str:
        """Id only."""
        return f"rule {self.pk} of {self.community_id}"


class JoinRequest(models.Model):
    """Somebody asks to come in; a community manager answers with a reason."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="join_requests")
    note = models.CharField(_("why I would like to join"), max_length=500, blank=True)
    asked_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted = models.BooleanField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        """One open request at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "community"], condition=Q(decided_at=None), name="join_request_once"
            )
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} asks for {self.community_id}"


class CommunityInvitation(models.Model):
    """A member asks a colleague in; accepting makes the membership."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="community_invitations")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="invitations")
    inviter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        """One open invitation at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "community"], condition=Q(answered_at=None), name="community_invitation_once"
            )
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} invited to {self.community_id}"
