"""What stands for a contribution where one line must do: in headings, links and lists."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from passerelle.lib.markdown import excerpt

LENGTH = 80
# Ends after a word of three letters or more, so that "Mr. Whitfield" and "z. B." stay whole, before something that begins a sentence.
_SENTENCE = re.compile(r"(.{8,}?(?:\w{3}[.]|[!?…])[”»\"’]?)\s(?![a-zß-öø-ÿ])")


def heading(title: str, beginning: str, *, gone: bool = False) -> str:
    """Its title, else the first sentence of its text, as far as it is short; of a text that was taken away nothing is told."""
    if gone:
        return _("A text that was taken away")
    return title or excerpt(_first_sentence(beginning), LENGTH) or _("Untitled")


def _first_sentence(beginning: str) -> str:
    found = _SENTENCE.match(" ".join(beginning.split()))
    return found[1] if found else beginning
