"""What something is made from, in the form of a kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404

from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor, anonymous_actor


class OriginField(forms.CharField):
    """What it comes from, by public id; what the actor does not see is nothing. The kind sets ``actor``."""

    actor: Actor = anonymous_actor()

    def clean(self, value: Any) -> Contribution | None:
        """The contribution, or None."""
        try:
            return find_contribution(self.actor, str(value or "")) if value else None
        except Http404:
            return None
