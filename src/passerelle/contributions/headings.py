"""What stands for a contribution where one line must do: in headings, links and lists."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passerelle.lib.markdown import excerpt

LENGTH = 80


def heading(title: str, beginning: str, *, gone: bool = False) -> str:
    """Its title, else how its text begins; of a text that was taken away nothing is told."""
    if gone:
        return _("A text that was taken away")
    return title or excerpt(beginning, LENGTH) or _("Untitled")
