"""Report: somebody asks the community managers to look at a text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Post
from passerelle.lib.clock import now


class Grounds(models.TextChoices):
    """Why a text is reported or removed: a closed list, so that the journal can hold it."""

    HURTFUL = "hurtful", _("It hurts or attacks somebody")
    PRIVATE = "private", _("It shows something private or confidential")
    WRONG_PLACE = "wrong_place", _("It does not belong here")
    FALSE = "false", _("It is false in a way that does harm")
    ADVERTISING = "advertising", _("It is advertising")
    OTHER = "other", _("Something else")


class Report(models.Model):
    """One report; who reported is known to the community managers of the home only while it is open."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("what is wrong"), max_length=12, choices=Grounds.choices)
    note = models.CharField(_("in your words"), max_length=500, blank=True)
    at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    removed = models.BooleanField(null=True)

    class Meta:
        """One open report per person and text."""

        constraints = [
            models.UniqueConstraint(fields=["post", "reporter"], condition=Q(closed_at=None), name="report_once")
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"report {self.pk} of {self.post_id}"


class Refusal(models.Model):
    """The reason a community manager gave for not publishing; read by the author and the managers."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="refusal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        """Ids only."""
        return f"refusal of {self.post_id}"
