"""Reporting and removing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.moderation.models import Grounds


class ReasonForm(forms.Form):
    """Why a text is taken away."""

    reason = forms.ChoiceField(label=_("What is wrong with it?"), choices=Grounds.choices, widget=forms.RadioSelect)


class ReportForm(ReasonForm):
    """What a community manager should look at, and why."""

    note = forms.CharField(
        label=_("In your words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
