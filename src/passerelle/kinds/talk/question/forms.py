"""The question's own fields."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.kinds.talk.question.models import Question


class QuestionForm(forms.ModelForm[Question]):
    """When an answer is needed."""

    class Meta:
        """One optional date."""

        model = Question
        fields: ClassVar[list[str]] = ["needed_by"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"needed_by": forms.DateInput(attrs={"type": "date"})}
        help_texts: ClassVar = {"needed_by": _("Leave empty if there is no hurry.")}
