"""What an idea knows beyond its proposal."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Details

MOST_PLACES = 20


class Effort(models.TextChoices):
    """How much work it would be, as far as one can say."""

    UNKNOWN = "not_yet_known", _("Hard to say yet")
    DAYS = "some_days", _("Some days")
    WEEKS = "some_weeks", _("Some weeks")
    MONTHS = "some_months", _("Some months")


class Idea(Details):
    """The problem, for whom it would be solved, what would change, and what it would cost. The proposal itself is the text."""

    problem = models.TextField(_("what is the problem?"), max_length=2_000, blank=True)
    for_whom = models.CharField(_("for whom?"), max_length=200, blank=True)
    effect = models.TextField(_("what would change?"), max_length=1_000, blank=True)
    effort = models.CharField(_("how much work?"), max_length=16, choices=Effort.choices, default=Effort.UNKNOWN)
    looking_for = models.CharField(_("we look for"), max_length=200, blank=True)
    team_places = models.PositiveSmallIntegerField(
        _("how many people?"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    opening_votes = models.PositiveIntegerField(
        default=0, editable=False
    )  # counted elsewhere before it came here; of nobody
    # Whom its silence was told in the state it is in: first whoever decides, then the community managers.
    owner_told_at = models.DateTimeField(null=True, editable=False)
    managers_told_at = models.DateTimeField(null=True, editable=False)
