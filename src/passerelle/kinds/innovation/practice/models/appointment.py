"""When two sides talk about a practice: whoever asks proposes times, whoever is asked takes one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from passerelle.contributions.models import Contribution
from passerelle.lib.clock import now
from passerelle.people.models import Site

LASTS = timedelta(minutes=30)


class Appointment(models.Model):
    """One for a question; whoever asked that is one side. Without a site the other is who knows the practice, else who answers for it."""

    class Said(models.TextChoices):
        """What became of the times."""

        FIRST = "first"
        SECOND = "second"
        NEITHER = "neither"
        OFF = "off"

    question = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.SET_NULL, related_name="+")
    first_at = models.DateTimeField()
    second_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=8, choices=Said.choices, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """Two times are two."""

        constraints = [models.CheckConstraint(condition=~Q(second_at=F("first_at")), name="appointment_two_times")]

    def __str__(self) -> str:
        """Ids only."""
        return f"appointment of {self.question_id}"

    @property
    def times(self) -> dict[str, datetime]:
        """What was proposed, by what says so."""
        both = {self.Said.FIRST: self.first_at, self.Said.SECOND: self.second_at}
        return {said.value: moment for said, moment in both.items() if moment is not None}

    @property
    def at(self) -> datetime | None:
        """When it is; None where nobody has chosen, or it is off."""
        return self.times.get(self.said)

    @property
    def is_past(self) -> bool:
        """Whether the time that was chosen, else all that were proposed, is over."""
        return (self.at or max(self.times.values())) <= now()
