"""What people decided about being asked, what they were asked, and what solved a problem of theirs.

On what somebody is suggested stands in ``people.PersonTopic``.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.lib.clock import now
from passerelle.topics.models import Topic

USUAL = 2
MOST = 7  # one a day


class Availability(models.Model):
    """How often in a week somebody may be asked, and until when not at all. Shown to nobody else.

    Whoever asks holds this row, so that two who ask at once are counted one after the other.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="availability")
    cap = models.PositiveSmallIntegerField(
        _("How often in a week may you be asked?"),
        default=USUAL,
        validators=[MinValueValidator(1), MaxValueValidator(MOST)],
    )
    paused_until = models.DateField(_("Not before"), null=True, blank=True)

    def __str__(self) -> str:
        """Ids only."""
        return f"availability of {self.person_id}"


class Week(models.Model):
    """How often somebody was asked in a week: a number, and nothing of by whom, about what or with what end."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    monday = models.DateField()
    asks = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """One number for each week."""

        constraints = [models.UniqueConstraint(fields=["person", "monday"], name="asked_week_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"week {self.monday} of {self.person_id}"


class Ask(models.Model):
    """Somebody was asked whether they can help. ``waits`` until they say anything, yes or no: which of the two is kept nowhere.

    Without an asker it was taken back, or whoever asked is gone.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    waits = models.BooleanField(default=True)

    class Meta:
        """Nobody is asked twice about the same thing."""

        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="asked_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} about {self.contribution_id}"


class Unwanted(models.Model):
    """Somebody said of a topic: not me. They are not asked about it again unless they say otherwise. Not even counted for anybody."""

    private: ClassVar[bool] = True
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Once per person and topic."""

        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="unwanted_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} not about {self.topic_id}"


class Solved(models.Model):
    """Somebody who was about to write found here what they looked for, and says in a few words what it solved: a report of reuse."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="solved")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=300)
    at = models.DateTimeField(default=now)

    class Meta:
        """One report of each person, which they may renew."""

        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="solved_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.contribution_id} for {self.person_id}"
