"""Votes: scarce, so that one weighs. Each is paid from a purse a person has in a community, and returns when the idea is settled."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.kinds.innovation.idea.models.idea import Idea
from passerelle.lib.clock import now

FEWEST, USUAL, MOST = 1, 10, 100


class Vote(models.Model):
    """Somebody wants this. ``community`` is whose purse paid, also where the idea lives elsewhere by now; none for votes from outside."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        """One row per idea and person; what is spent is counted in an index."""

        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="vote_once")]
        indexes = [models.Index(fields=["person", "community"], name="vote_spent", condition=Q(returned_at=None))]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} for {self.idea_id}"


class Purse(models.Model):
    """What a person may spend in a community. The row holds nothing: whoever votes locks it, so that no two votes spend the last one."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """One each."""

        constraints = [models.UniqueConstraint(fields=["person", "community"], name="purse_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"purse of {self.person_id} in {self.community_id}"


class VoteBudget(models.Model):
    """How many votes everybody has in a community, where its managers chose another number than the usual one."""

    community = models.OneToOneField(Community, on_delete=models.CASCADE, primary_key=True, related_name="+")
    votes = models.PositiveSmallIntegerField(
        _("votes of each person"), default=USUAL, validators=[MinValueValidator(FEWEST), MaxValueValidator(MOST)]
    )

    class Meta:
        """Also where a form is not asked."""

        constraints = [
            models.CheckConstraint(condition=Q(votes__gte=FEWEST, votes__lte=MOST), name="vote_budget_sound")
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"budget of {self.community_id}"
