"""The practice's own fields."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.forms.origin import OriginField
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.practice.grading import CLAIMS
from passerelle.kinds.innovation.practice.models import MOST, Practice, lines
from passerelle.kinds.innovation.practice.reading.versions import original_of
from passerelle.trail.models import Grade


class PracticeForm(forms.ModelForm[Practice]):
    """The problem is asked for; the rest by the time it is to be proven."""

    origin = OriginField(required=False, widget=forms.HiddenInput)

    class Meta:
        """All that people write."""

        model = Practice
        fields: ClassVar[list[str]] = [
            "problem",
            "elements",
            "fits",
            "fits_not",
            "takes_time",
            "takes_money",
            "takes_skills",
            "evidence",
            "grade",
            "site",
            "reached",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "elements": forms.Textarea(attrs={"rows": 5}),
            **{
                name: forms.Textarea(attrs={"rows": rows})
                for name, rows in (("problem", 2), ("fits", 2), ("fits_not", 2), ("evidence", 3))
            },
        }
        help_texts: ClassVar = {
            "elements": _(
                "Three to nine, one a line: without these it is something else. All other steps may be changed."
            ),
            "fits": _("Size, customers, equipment: how others see that theirs is such a place."),
            "fits_not": _("Where you would not do it, and where it did not work."),
            "takes_time": _("To begin, and then each week."),
            "evidence": _("What was counted, before and after, over how many weeks; and what else changed."),
            "grade": _(
                "As long as nothing is measured on its page; better than C follows from what is measured there."
            ),
            "reached": _("Others will want to talk to you: mornings by phone, a visit on Thursdays."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A practice that is typed in names its problem."""
        super().__init__(*args, **kwargs)
        self.fields["problem"].required = True
        self.fields["grade"].choices = [(one.value, one.label) for one in CLAIMS]  # type: ignore[attr-defined]  # a choice
        self.initial["grade"] = max(self.initial.get("grade") or Grade.E, Grade.C)
        if "site" in self.fields:
            self.fields["site"].empty_label = _("Nowhere in particular")  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_origin(self) -> Contribution | None:
        """Of a translation the practice it tells is adapted."""
        return original_of(self.fields["origin"].actor, self.cleaned_data["origin"])  # type: ignore[attr-defined]  # an OriginField

    def clean_elements(self) -> str:
        """No more than one remembers."""
        typed = lines(self.cleaned_data["elements"])
        if len(typed) > MOST:
            raise forms.ValidationError(_now("At most nine: keep those without which it would not work."))
        return "\n".join(typed)

    def clean(self) -> dict[str, Any]:
        """A grade above hearsay says what was counted."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("grade", Grade.E) != Grade.E and not values.get("evidence") and "evidence" not in self.errors:
            self.add_error("evidence", _now("Say what was counted, before and after; or choose E."))
        return values


def keep_words(form: forms.ModelForm[Any]) -> None:
    """Only what is told in words: the rest of a translation is that of its original."""
    for name in ("grade", "site", "reached", "origin"):
        form.fields.pop(name, None)
