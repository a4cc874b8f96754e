"""What a project knows beyond its text, and its milestones."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.contributions.models import Contribution, Details

DONE = 100


class Project(Details):
    """What should be different afterwards, when, what may go wrong, what it carries out, and what came out."""

    goal = models.TextField(_("what should be different afterwards?"), max_length=1_000, blank=True)
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("should be done by"), null=True, blank=True)
    risks = models.TextField(_("what may go wrong?"), max_length=2_000, blank=True)
    release_note = models.TextField(_("what came out"), max_length=4_000, blank=True, editable=False)
    released_on = models.DateField(null=True, editable=False)
    origin = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        """It does not end before it begins."""

        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="project_period"
            )
        ]


class Milestone(models.Model):
    """A part of the way, and how much of it is done, in percent."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=120)
    due_on = models.DateField(pgettext_lazy("milestone", "until"), null=True, blank=True)
    progress = models.PositiveSmallIntegerField(_("done, in percent"), default=0, validators=[MaxValueValidator(DONE)])

    class Meta:
        """In the order in which they were put down."""

        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(progress__lte=DONE), name="milestone_progress")]

    def __str__(self) -> str:
        """Ids only."""
        return f"milestone {self.pk} of {self.project_id}"

    @property
    def is_reached(self) -> bool:
        """Whether all of it is done."""
        return self.progress == DONE
