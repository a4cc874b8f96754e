"""What a trend knows beyond its words. Its signals are links of the trail: no second table says what belongs to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Details
from passerelle.trail.models import Link


class Trend(Details):
    """What it may mean for us, in a sentence."""

    meaning = models.CharField(_("what it may mean for us"), max_length=300, blank=True)


class Placing(models.Model):
    """Where a signal seems to belong, and why: to a trend (the link is the proposal), or to signals that have no trend yet.

    ``group`` is the id of the signal such a group began with, ``nearest`` holds ids of signals, ``words`` are its own that it shares.
    What people decide stands in the links alone; of what they decided nothing here is asked again.
    """

    signal = models.OneToOneField(Contribution, on_delete=models.CASCADE, primary_key=True, related_name="+")
    link = models.OneToOneField(Link, null=True, on_delete=models.CASCADE, related_name="+")
    group = models.BigIntegerField(null=True, db_index=True)
    nearest = models.JSONField(default=list)
    words = models.JSONField(default=list)

    class Meta:
        """One of the two."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(link=None) ^ Q(group=None), name="placing_somewhere")
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.signal_id} seems to belong to {self.link_id or self.group}"


class Rethought(models.Model):
    """What a trend looks like when all signals are seen at once: where that is otherwise, people are asked.

    ``parts`` holds lists of ids of its signals that would stand apart, ``close`` ids of trends with which it would be one.
    """

    trend = models.OneToOneField(Contribution, on_delete=models.CASCADE, primary_key=True, related_name="+")
    parts = models.JSONField(default=list)
    close = models.JSONField(default=list)

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.trend_id} in {len(self.parts)} parts, close to {len(self.close)}"


class Kept(models.Model):
    """What people answered with no: that a trend is one with another, or that ``signals`` of it are something else.

    Ids of signals alone; the same question is not put to them again.
    """

    trend = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Contribution, null=True, on_delete=models.CASCADE, related_name="+")
    signals = models.JSONField(default=list)

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.trend_id} is itself beside {self.other_id or self.signals}"
