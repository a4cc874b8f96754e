"""What something solved, in a few words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.lib.words_field import WordsField


class SolvedForm(forms.Form):
    """Everybody who reads the contribution sees it."""

    words = WordsField(
        label=_("What did it solve?"),
        max_length=300,
        help_text=_("It goes to those who helped, and stands beside what solved it, with your name."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words what it solved.")},
    )
