"""What is typed on the page of saved searches."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.lib.words_field import WordsField
from passerelle.saved_searches.models import NAME_LENGTH
from passerelle.search.typed import LONGEST_TEXT, parse


class RevisingForm(forms.Form):
    """Its name, and whether its owner is told."""

    name = WordsField(label=_("Name"), max_length=NAME_LENGTH, required=False)
    tells = forms.BooleanField(label=_("Tell me once a day what is new"), required=False, initial=True)


class SavingForm(RevisingForm):
    """A search to keep."""

    text = WordsField(label=_("Search"), max_length=LONGEST_TEXT)

    def clean_text(self) -> str:
        """Something must be looked for."""
        text: str = self.cleaned_data["text"]
        if parse(text).is_empty:
            raise forms.ValidationError(_("Type what is to be found."))
        return text

    field_order = ("text", "name", "tells")
