"""The form field in which topics are named."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.topics.finding import MAX_TOPICS, NAME_LENGTH, split_names


class TopicNamesInput(forms.TextInput):
    """One line of names; those that were ticked beside it come after them."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Everything that was sent under the name, as if it had been typed."""
        several = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return ", ".join(typed for typed in several if typed) if len(several) > 1 else data.get(name)


class TopicNamesField(forms.CharField):
    """Names separated by commas; becomes the list of them. Too many or too long ones are told, never left out."""

    widget = TopicNamesInput

    def __init__(self, *, most: int = MAX_TOPICS, max_length: int = 400, **given: Any) -> None:
        """``most``: how many names."""
        self.most = most
        super().__init__(max_length=max_length, required=False, **given)

    def clean(self, value: Any) -> Any:
        """The names, each once."""
        names = split_names(super().clean(value))
        if len(names) > self.most:
            raise forms.ValidationError(_("Name at most %(count)s."), params={"count": self.most})
        if too_long := next((name for name in names if len(name) > NAME_LENGTH), None):
            told = {"name": f"{too_long[:30]}…", "limit": NAME_LENGTH}
            raise forms.ValidationError(_("“%(name)s” has more than %(limit)s characters."), params=told)
        return names
