"""Input of projects."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.forms.origin import OriginField
from passerelle.kinds.innovation.project.models import DONE, Milestone, Project
from passerelle.lib.words_field import WordsField


class ProjectForm(forms.ModelForm[Project]):
    """What it is for; days and risks as far as they are known."""

    origin = OriginField(required=False, widget=forms.HiddenInput)

    class Meta:
        """All that people write."""

        model = Project
        fields: ClassVar[list[str]] = ["goal", "starts_on", "ends_on", "risks"]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "goal": forms.Textarea(attrs={"rows": 2}),
            "risks": forms.Textarea(attrs={"rows": 2}),
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts: ClassVar = {
            "goal": _("Say how one would notice: minutes, euros, errors."),
            "risks": _("What would make you stop, and what you do so that it does not happen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A project that is typed in names its goal."""
        super().__init__(*args, **kwargs)
        self.fields["goal"].required = True

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("This day lies before the one on which it begins."))
        return cleaned


class MilestoneForm(forms.ModelForm[Milestone]):
    """A new milestone."""

    class Meta:
        """Its progress is said later."""

        model = Milestone
        fields: ClassVar[list[str]] = ["title", "due_on"]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        }


class ProgressForm(forms.Form):
    """How much of a milestone is done."""

    progress = forms.IntegerField(label=_("Done, in percent"), min_value=0, max_value=DONE)


class ReleaseNoteForm(forms.Form):
    """What came out."""

    note = WordsField(
        label=_("What came out"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("For those who asked for it and those who use it: what there is now, since when, and where."),
    )
