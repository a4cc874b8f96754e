"""What somebody would write instead, and the sentence for whoever's words are not taken up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.lib.words_field import WordsField


class SuggestionForm(forms.Form):
    """The text as somebody would write it."""

    text = WordsField(
        label=_("The text"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write something first.")},
    )
    why = WordsField(label=_("Why, in one sentence"), max_length=200, required=False)


class DeclineForm(forms.Form):
    """A sentence for somebody whose suggestion is not taken up."""

    answer = WordsField(label=_("Why not, in one sentence"), max_length=200)
