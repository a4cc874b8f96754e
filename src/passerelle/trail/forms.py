"""What people write on the trail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.lib.words_field import WordsField


def _text(label: Any, help_text: Any = "", *, required: bool = False, rows: int = 3) -> WordsField:
    area = forms.Textarea(attrs={"rows": rows})
    return WordsField(label=label, help_text=help_text, max_length=4_000, required=required, widget=area)


class DecisionForm(forms.Form):
    """Why, between what, on which grounds."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=80)
    reason = _text(
        _("Why?"),
        _("Those who brought it read this. Say it so that they would bring something again."),
        required=True,
        rows=5,
    )
    options = _text(_("What else came into question?"))
    evidence = _text(_("What does it rest on?"), _("Numbers, trials, what people said; addresses of contributions."))
    dissent = _text(_("Who thought otherwise, and why?"))
    review_on = forms.DateField(
        label=_("Look at it again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
