"""What a site answers, and what it says when it gives a practice up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passerelle.kinds.innovation.practice.ahead import AheadField
from passerelle.kinds.innovation.practice.forms.offering import DAY
from passerelle.kinds.innovation.practice.models import BARRIERS, Adoption
from passerelle.lib.clock import now
from passerelle.lib.words_field import WordsField

Answer = Adoption.Answer
FIELDS = {
    Answer.ADOPT: ("expects", *BARRIERS),
    Answer.ADAPT: ("adapted", "expects", *BARRIERS),
    Answer.HOLD: ("hold_until", "why", "words"),
    Answer.NO: ("why", "words"),
}


def _label(name: str) -> str:
    words = str(Adoption._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column
    return words[:1].upper() + words[1:]


def _in_a_month() -> date:
    return timezone.localdate(now()) + timedelta(days=30)


class AnswerForm(forms.Form):
    """What belongs to one of the four answers: one tap chooses it, another sends it; a reason is sent by being chosen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)
    adapted = WordsField(max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))
    expects = WordsField(
        max_length=200, required=False, help_text=_("Minutes, euros, fewer returns: as well as you can say.")
    )
    hold_until = AheadField(widget=DAY, initial=_in_a_month)
    why = forms.ChoiceField(
        choices=Adoption.Why.choices,
        error_messages={"required": _("Choose a reason: it helps those who ask the next site.")},
    )
    words = WordsField(max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    knows_why = forms.ChoiceField(choices=Adoption.Known.choices, required=False, widget=forms.RadioSelect)
    has_needs = forms.ChoiceField(choices=Adoption.Known.choices, required=False, widget=forms.RadioSelect)
    talked = forms.ChoiceField(choices=Adoption.Known.choices, required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, said: str, **kwargs: Any) -> None:
        """Ask only what this answer needs."""
        super().__init__(*args, **kwargs)
        asked = FIELDS[Answer(said)]
        for name in set(self.fields) - {"seen", *asked}:
            del self.fields[name]
        for name in asked:
            self.fields[name].label = _label(name)


class GiveUpForm(forms.Form):
    """Three questions, of which the first is asked for."""

    what = WordsField(label=_("What did not work?"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))
    kept = WordsField(
        label=_("What do you keep of it?"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    advice = WordsField(
        label=_("What should others know first?"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class UseForm(forms.Form):
    """Since when, and which of the core elements the site keeps."""

    since = forms.DateField(label=_("In use since"), widget=DAY)
    kept = forms.MultipleChoiceField(
        label=_("What do you keep of what makes it work?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As it is today, not as it should be: the others learn from the difference."),
    )

    def __init__(self, *args: Any, core: Sequence[str], offered_on: date, **kwargs: Any) -> None:
        """Ask for each core element; of a practice that names none, nothing."""
        super().__init__(*args, **kwargs)
        self.core, self.offered_on = core, offered_on
        self.fields["kept"].choices = [(str(number), one) for number, one in enumerate(core)]  # type: ignore[attr-defined]  # a choice field
        if not core:
            del self.fields["kept"]

    def clean_since(self) -> date:
        """Not before it was offered, and not to come."""
        since: date = self.cleaned_data["since"]
        if not self.offered_on <= since <= timezone.localdate(now()):
            raise forms.ValidationError(_now("Choose a day between the one it was offered on and today."))
        return since

    @property
    def keeps(self) -> list[str]:
        """The elements in their words."""
        return [self.core[int(number)] for number in self.cleaned_data.get("kept", ())]
