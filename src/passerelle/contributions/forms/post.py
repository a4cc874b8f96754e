"""Replies."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.lib.words_field import WordsField


class ReplyForm(forms.Form):
    """One text; ``parent`` is the public id of the reply it answers."""

    text = WordsField(
        label=_("Your reply"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something first.")},
    )
    parent = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)


class BlankReplyForm(ReplyForm):
    """The one most readers get: nobody began to write. All of its kind read the same, so that pages may keep what was drawn."""

    by_value = "a blank reply form"
