"""The form field for words people write: measured as they are kept."""

from __future__ import annotations

from typing import Any

from django import forms

from passerelle.lib.text import clean, one_line


class WordsField(forms.CharField):
    """Text on one line, or on many in a text area, tidied before it is looked at.

    So characters nobody sees do not count as words where some are needed, and no form takes more than its verb keeps.
    """

    def to_python(self, value: Any) -> Any:
        """As the verb will store it."""
        typed = super().to_python(value) or ""
        line = one_line(typed)
        return clean(typed).strip() if line and isinstance(self.widget, forms.Textarea) else line
