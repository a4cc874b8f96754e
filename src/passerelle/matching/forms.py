"""How often one may be asked, and from when on."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.matching.models import Availability


class AvailabilityForm(forms.ModelForm[Availability]):
    """Two things nobody else is shown."""

    class Meta:
        """How often, and not before."""

        model = Availability
        fields: ClassVar[list[str]] = ["cap", "paused_until"]
        widgets: ClassVar[dict[str, Any]] = {
            "cap": forms.NumberInput(attrs={"min": 1, "max": 7}),
            "paused_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "cap": _("From 1 to 7. Beyond that nobody is shown your name until Monday."),
            "paused_until": _("Until that day nobody is shown your name. Leave it empty to be asked again."),
        }
