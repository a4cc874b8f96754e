"""The headings each genre begins with, offered in the editor; whoever writes may change all of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from passerelle.kinds.article.article.models import Genre

HEADINGS: dict[str, tuple[StrOrPromise, ...]] = {
    Genre.CASE: (
        pgettext_lazy("heading of an article", "Context"),
        pgettext_lazy("heading of an article", "Challenge"),
        pgettext_lazy("heading of an article", "Approach"),
        pgettext_lazy("heading of an article", "Outcome"),
        _("What we would do differently"),
    ),
    Genre.HOW_TO: (_("When you need this"), _("What you need"), _("Step by step"), _("When it goes wrong")),
    Genre.STRATEGY: (
        _("Where we stand"),
        _("Where we want to be"),
        _("What we choose to do, and what not"),
        _("How we will notice"),
    ),
    Genre.FAQ: (_("First question"), _("Second question"), _("Third question")),
    Genre.COLLECTION: (_("Whom it is for"),),
}


def outline(genre: str) -> str:
    """The headings of a genre as Markdown, in the reader's language; nothing for one that does not exist."""
    return "\n\n\n".join(f"## {heading}" for heading in HEADINGS.get(genre, ()))


def outlines() -> dict[str, str]:
    """All of them, by genre."""
    return {str(genre): outline(genre) for genre in Genre.values}
