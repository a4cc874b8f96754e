"""The facts of an article in a few words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from passerelle.kinds.article.article.models import Genre
from passerelle.ui.times import dateformat


def told(facts: dict[str, Any]) -> list[StrOrPromise]:
    """What a card says: the genre, how long one reads, and a doubt, else when it was confirmed."""
    said: list[StrOrPromise] = []
    if facts.get("genre") in Genre.values:
        said.append(Genre(facts["genre"]).label)
    if facts.get("minutes"):
        said.append(reading_time(facts["minutes"]))
    if facts.get("doubted"):
        said.append(_("Called outdated"))
    elif facts.get("confirmed_on"):
        day = dateformat(date.fromisoformat(facts["confirmed_on"]))
        said.append(_("Confirmed on %(day)s") % {"day": day})
    return said


def reading_time(minutes: int) -> str:
    """How long one reads."""
    return ngettext("%(num)s minute to read", "%(num)s minutes to read", minutes) % {"num": minutes}
