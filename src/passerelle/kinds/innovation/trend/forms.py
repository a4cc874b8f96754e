"""The trend's own question, and the choice of a trend for a signal."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.kinds.innovation.trend.models import Trend


class TrendForm(forms.ModelForm[Trend]):
    """What it may mean."""

    class Meta:
        """One line."""

        model = Trend
        fields: ClassVar[list[str]] = ["meaning"]
        help_texts: ClassVar = {"meaning": _("One sentence. It may stay empty until you know.")}


class ChooseForm(forms.Form):
    """The trend a signal belongs to, of those one may read."""

    trend = forms.ChoiceField(
        label=_("Trend"), widget=forms.RadioSelect, error_messages={"required": _("Choose a trend.")}
    )

    def __init__(self, *args: Any, trends: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer them by public id."""
        super().__init__(*args, **kwargs)
        self.fields["trend"].choices = trends  # type: ignore[attr-defined]  # a choice field
