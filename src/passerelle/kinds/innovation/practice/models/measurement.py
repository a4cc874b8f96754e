"""The numbers behind an outcome, period by period, and what the site that has it says it is worth."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passerelle.kinds.innovation.practice.models.adoption import Adoption
from passerelle.kinds.innovation.practice.models.practice import Practice
from passerelle.trail.models import Outcome

IN_TURN = ("outcome__ends_on", "pk")  # of one place the latest period counts, of that what was written down last
CELLS = ("pre", "post", "control_pre", "control_post")


def _numbers() -> list[float]:
    return []


class Measurement(models.Model):
    """One number for each period before and after, here and at places that changed nothing; without a site, where it was proven."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="measurements")
    outcome = models.OneToOneField(Outcome, on_delete=models.CASCADE, related_name="+")
    adoption = models.ForeignKey(Adoption, null=True, on_delete=models.CASCADE, related_name="measurements")
    more_is_better = models.BooleanField(_("more is better"), default=True)
    by_lot = models.BooleanField(default=False)
    lot_confirmed_at = models.DateTimeField(null=True)
    lot_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    pre = models.JSONField(default=_numbers)
    post = models.JSONField(default=_numbers)
    control_pre = models.JSONField(default=_numbers)
    control_post = models.JSONField(default=_numbers)
    worth = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    worth_unit = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """What is confirmed is a number."""

        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(worth__isnull=False), name="measurement_confirmed"
            )
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"measurement {self.pk} of {self.practice_id}"

    @property
    def cells(self) -> list[Any]:
        """The four lists, in the order of the comparison."""
        return [getattr(self, name) for name in CELLS]
