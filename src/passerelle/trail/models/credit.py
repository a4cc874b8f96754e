"""Credit: somebody who had a part in something and is not among those who brought it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.contributions.models import Contribution
from passerelle.lib.clock import now
from passerelle.trail.models.decision import BesideQuerySet


class Role(models.TextChoices):
    """What somebody did, in the order in which things come about. ``Kind.credited_as`` names that of who brings one."""

    OBSERVED = "observed", _("Saw it")
    FRAMED = "framed", _("Saw what it has in common")
    PROPOSED = "proposed", pgettext_lazy("credit", "Proposed")
    IMPROVED = "improved", _("Improved")
    TESTED = "tested", _("Tried it out")
    BUILT = "built", _("Built")
    DOCUMENTED = "documented", _("Wrote it down")
    ADOPTED = "adopted", _("Took it up")
    SPONSORED = "sponsored", _("Made room for it")
    FACILITATED = "facilitated", _("Brought people together")


class Credit(models.Model):
    """Somebody says that a person had a part; it counts once who answers for the contribution says so too."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="credits")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=now)
    accepted = models.BooleanField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Credit]] = models.Manager.from_queryset(BesideQuerySet)()

    class Meta:
        """Asked once for each person and role."""

        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["contribution", "person", "role"], name="credit_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} {self.role} {self.contribution_id}"
