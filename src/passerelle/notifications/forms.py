"""What the inbox sends: which lines, and what to do with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.lib.clock import now
from passerelle.notifications.actions import Sort
from passerelle.notifications.boxes import BOXES
from passerelle.notifications.moments import until_when

MOST = 200  # lines of a form: more than a page shows


class Numbers(forms.Field):
    """Keys of rows; what is no number names none."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Sequence[Any] | None) -> list[int]:
        """The numbers among them."""
        return [int(one) for one in (value or ())[:MOST] if str(one).isdecimal() and len(str(one)) < 19]


class GestureForm(forms.Form):
    """``line`` names whole lines of the page, ``one`` single ones of a group; ``shown`` all of the page, for ``everything``."""

    do = forms.ChoiceField(choices=Sort.choices)
    show = forms.CharField(required=False)
    line = Numbers(required=False)
    one = Numbers(required=False)
    shown = Numbers(required=False)
    everything = forms.BooleanField(required=False)
    until = forms.CharField(required=False)
    day = forms.DateField(required=False, error_messages={"invalid": _("Choose a day.")})

    def clean_show(self) -> str:
        """The box the lines stand in."""
        show: str = self.cleaned_data["show"]
        return show if show in BOXES else ""

    def clean(self) -> dict[str, Any]:
        """A line is put off until a moment to come."""
        data = super().clean() or {}
        data["moment"] = self._moment(data) if data.get("do") == Sort.LATER else None
        return data

    def complaint(self) -> str:
        """What is wrong, in a sentence."""
        return str(next(iter(self.errors.values()))[0])

    def _moment(self, data: dict[str, Any]) -> datetime:
        until = until_when(data.get("until", ""), data.get("day"), now())
        if until is None:
            raise forms.ValidationError(_("Choose a day from tomorrow on, within a year."))
        return until
