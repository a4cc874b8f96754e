"""Translate: into which language, under which title."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.locales import languages
from passerelle.lib.words_field import WordsField


class TranslateForm(forms.Form):
    """A language in which the actor sees no version yet, and the title in it."""

    language = forms.ChoiceField(label=_("Into which language"))
    title = WordsField(label=_("Its title in that language"), max_length=200)

    def __init__(self, sent: Any, *, actor: Actor, contribution: Contribution, there: Collection[str]) -> None:
        """Offer first what the actor speaks; the title begins as that of the original."""
        super().__init__(sent, initial={"title": contribution.title})
        own = actor.person.languages if actor.person else []
        offered = sorted(languages(), key=lambda pair: pair[0] not in own)
        self.fields["language"].choices = [pair for pair in offered if pair[0] not in there]  # type: ignore[attr-defined]  # a ChoiceField
