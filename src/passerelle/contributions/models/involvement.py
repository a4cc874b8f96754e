"""Who is bound to a contribution and how, and what is due from whom.

The contribution is named by a string: who may see one is asked in ``contribution.py``, which imports this.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passerelle.lib.clock import now


class Involvement(models.Model):
    """A person's part in a contribution."""

    class Part(models.TextChoices):
        """The parts kinds may use."""

        CO_AUTHOR = "co_author", _("Co-author")
        OWNER = "owner", _("Owner")
        REVIEWER = "reviewer", _("Reviewer")
        FOCAL_PERSON = "focal_person", _("Focal person")
        ON_BEHALF_OF = "on_behalf_of", _("On behalf of")
        TEAM = "team", _("Team")
        CONTACT = "contact", _("Contact")

    contribution = models.ForeignKey(
        "contributions.Contribution", on_delete=models.CASCADE, related_name="involvements"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="involvements")
    part = models.CharField(max_length=16, choices=Part.choices)
    since = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One running involvement per person and part."""

        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "person", "part"], condition=Q(ended_at=None), name="involvement_once"
            )
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} {self.part} of {self.contribution_id}"


class Deadline(models.Model):
    """Something is due from somebody by a moment; feeds *Waits for you*."""

    contribution = models.ForeignKey("contributions.Contribution", on_delete=models.CASCADE, related_name="deadlines")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="deadlines")
    purpose = models.SlugField(max_length=40)
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)

    class Meta:
        """One running deadline per purpose and person."""

        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "person", "purpose"], condition=Q(met_at=None), name="deadline_once"
            )
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.purpose} of {self.contribution_id}"
