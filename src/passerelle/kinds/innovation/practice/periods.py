"""The days of a measurement: what was counted after lies after a site began, and there is a day for each number."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext, ngettext

from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.ui.times import dateformat


def why_too_short(adoption: Adoption | None, begins: date, ends: date, numbers: int) -> str:
    """What speaks against these days, nothing where they can be. What counts as after is told from the day of first use on.

    Where it was proven nobody knows that day, and all of the period counts.
    """
    since = adoption.in_use_on if adoption else None
    if since and ends < since:
        told = {"day": dateformat(since)}
        return gettext("It is in use here since %(day)s: what was measured after ends later than that.") % told
    if (ends - max(begins, since or begins)).days + 1 >= numbers:
        return ""
    return ngettext(
        "There are fewer days after than numbers: %(num)s number needs a day at least.",
        "There are fewer days after than numbers: %(num)s numbers need as many days at least.",
        numbers,
    ) % {"num": numbers}
