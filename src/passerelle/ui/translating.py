"""Translated words in templates, each looked up once per language: a page says a hundred of them.

Jinja's own way asks Django for the catalogue, its own context for the function and the markup for its escaping at every word, which took
a twentieth of a page. What is kept here is what a catalogue says, the same for everybody as long as the process runs.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils import translation
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup


@pass_eval_context
def gettext(context: EvalContext, message: str, **values: Any) -> str:
    """The words of ``message`` in the reader's language; ``%(name)s`` is filled from ``values``, escaped where the template escapes."""
    words, alone = _said(translation.get_language(), message, context.autoescape)
    return words % values if values else alone


@cache
def _said(language: str | None, message: str, is_markup: bool) -> tuple[str, str]:
    """What the catalogue of ``language``, which is the active one, says: to be filled, and when there is nothing to fill."""
    words = translation.gettext(message)
    words = Markup(words) if is_markup else words  # noqa: S704  # our catalogue's, as with Jinja's own
    return words, words % {} if "%(" not in words else words
