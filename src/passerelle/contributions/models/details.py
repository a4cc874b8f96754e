"""Details: the abstract one-to-one table a kind fills with its own columns."""

from __future__ import annotations

from django.db import models

from passerelle.contributions.models.contribution import Contribution


class Details(models.Model):
    """Base of a kind's own facts; only the page joins it, cards read ``Contribution.facts``."""

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, primary_key=True, related_name="+")

    class Meta:
        """Abstract."""

        abstract = True

    def __str__(self) -> str:
        """The contribution's id."""
        return f"details of {self.contribution_id}"
