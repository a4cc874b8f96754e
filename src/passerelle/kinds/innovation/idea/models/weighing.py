"""What ideas are weighed by in a community, and how each reviewer marked one."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.communities.models import Community
from passerelle.kinds.innovation.idea.models.idea import Idea
from passerelle.lib.clock import now

MOST_CRITERIA, HEAVIEST, LONGEST_NOTE = 6, 9, 500
SCALE = {
    1: pgettext_lazy("scorecard", "not at all"),
    2: pgettext_lazy("scorecard", "a little"),
    3: pgettext_lazy("scorecard", "partly"),
    4: pgettext_lazy("scorecard", "largely"),
    5: pgettext_lazy("scorecard", "fully"),
}
LOWEST, HIGHEST = min(SCALE), max(SCALE)
SCORE = "weigh-idea"  # what is due from a reviewer


class Criterion(models.Model):
    """A sentence one agrees with more or less, and how much it weighs. One that is taken away keeps its marks, which no longer count."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    label = models.CharField(_("what is true of a good idea"), max_length=80)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(HEAVIEST)]
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """In the order of their places; one at each."""

        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["community", "place"], condition=Q(ended_at=None), name="criterion_once"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=HEAVIEST), name="criterion_weighs"),
        ]

    def __str__(self) -> str:
        """The sentence."""
        return self.label


class Mark(models.Model):
    """How far a criterion holds for an idea, as one reviewer sees it; no value: they cannot tell. The note is for those who decide."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="marks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    value = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        """One of each reviewer for each criterion, on the scale."""

        constraints = [
            models.UniqueConstraint(fields=["idea", "person", "criterion"], name="mark_once"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=LOWEST, value__lte=HIGHEST), name="mark_on_the_scale"
            ),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} for {self.idea_id} by {self.criterion_id}"
