"""Outcome: what came of it, measured."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.lib.clock import now
from passerelle.people.models import Site
from passerelle.trail.models.decision import BesideQuerySet


class Grade(models.TextChoices):
    """How sure one may be, from chance to hearsay."""

    A = "A", _("A: chosen by lot or introduced in turns, and compared")
    B = "B", _("B: before and after, beside places without it")
    C = "C", _("C: before and after")
    D = "D", _("D: a number somebody gives")
    E = "E", _("E: somebody says so")


class Outcome(models.Model):
    """One number, how it was measured, where and when."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="outcomes")
    metric = models.CharField(_("what was measured"), max_length=120)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(_("before"), max_digits=18, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(_("after"), max_digits=18, decimal_places=4)
    method = models.TextField(_("how it was measured"), max_length=2_000)
    grade = models.CharField(_("how sure it is"), max_length=1, choices=Grade.choices)
    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("site")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    measured_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    objects: ClassVar[models.Manager[Outcome]] = models.Manager.from_queryset(BesideQuerySet)()

    class Meta:
        """A period ends after it began; before and after needs a before."""

        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="outcome_period"),
            models.CheckConstraint(
                condition=~Q(grade__in=("A", "B", "C")) | Q(baseline__isnull=False), name="outcome_compared"
            ),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"outcome {self.pk} of {self.contribution_id}"

    @property
    def change(self) -> Decimal | None:
        """After minus before, None without a before."""
        return None if self.baseline is None else self.value - self.baseline
