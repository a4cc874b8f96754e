"""By when somebody takes the next step with an idea."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community

USUAL_DAYS, MOST_DAYS = 10, 60
DECIDE = "answer-idea"  # what is due from whoever decides, once an idea has waited longer than that


class AnswerTime(models.Model):
    """Within how many working days ideas of a community get their next step, where its managers chose another number than the usual one."""

    community = models.OneToOneField(Community, on_delete=models.CASCADE, primary_key=True, related_name="+")
    working_days = models.PositiveSmallIntegerField(
        _("next step within how many working days"),
        default=USUAL_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )

    def __str__(self) -> str:
        """Ids only."""
        return f"answer time of {self.community_id}"
