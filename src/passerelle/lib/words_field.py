"""The form field for words people write: measured as they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from passerelle.lib.text import clean, one_line


class WordsField(forms.CharField):
    """Text on one line, or on many in a text area, tidied before it is looked at.

    So characters nobody sees do not count as words where some are needed, and no form takes more than its verb keeps.
    """

    def to_python(self, value: Any) -> Any:
        """As the verb will store it."""
        return tidied(super().to_python(value) or "", self)


def tidied(typed: str, field: forms.Field) -> str:
    """What somebody wrote into a field, as it is kept; nothing when nobody could see it."""
    line = one_line(typed)
    return clean(typed).strip() if line and isinstance(field.widget, forms.Textarea) else line


def tidied_data(data: Mapping[str, Any], fields: Mapping[str, forms.Field]) -> Any:
    """What was sent, with the texts of these fields tidied: for forms of others, which use Django's own field for text."""
    made: Any = data.copy()  # type: ignore[attr-defined]  # a QueryDict or a dict
    for name, field in fields.items():
        if type(field) is forms.CharField and name in made:
            made[name] = tidied(str(made[name]), field)
    return made
