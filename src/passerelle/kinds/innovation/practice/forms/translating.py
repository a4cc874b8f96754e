"""A practice in another language: which, and all of its words in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.forms.translating import TranslateForm
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.forms.practice import PracticeForm, keep_words
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.kinds.innovation.practice.reading.versions import VERSIONS
from passerelle.lib.words_field import WordsField, tidied_data


class TranslatePracticeForm(TranslateForm):
    """Begins with the words of the original, to be written over; ``details`` is checked together with it."""

    text = WordsField(
        label=_("What does one do, step by step? Pictures help."),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write something first.")},
    )

    def __init__(self, sent: Any, *, actor: Actor, contribution: Contribution) -> None:
        """Without what cannot be translated: it stays that of the original."""
        page = Practice.objects.get(pk=contribution.pk)
        there = VERSIONS.languages(actor, contribution, page)
        super().__init__(sent, actor=actor, contribution=contribution, there=there)
        self.initial["text"] = contribution.body.source if contribution.body else ""
        self.details = PracticeForm(tidied_data(sent, PracticeForm.base_fields) if sent else None, instance=page)
        keep_words(self.details)

    def is_valid(self) -> bool:
        """Whether both parts are."""
        valid = super().is_valid()
        return self.details.is_valid() and valid

    def values(self) -> dict[str, Any]:
        """The keyword arguments of the verb."""
        return {**self.cleaned_data, "words": dict(self.details.cleaned_data)}
