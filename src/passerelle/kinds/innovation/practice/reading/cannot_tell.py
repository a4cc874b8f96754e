"""Why something cannot be told yet, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.science.unsure import Because

WORDS: dict[Because, StrOrPromise] = {
    Because.TOO_FEW_PERIODS: _("It takes at least eight numbers before and eight after, here and elsewhere."),
    Because.NO_COMPARISON: _("Without a place that changed nothing, nobody knows what would have happened anyway."),
    Because.NOT_POSITIVE: _("There is nothing to compare with: the numbers must lie above zero."),
    Because.TOO_LARGE: _("A hundredfold change is another unit, or a slip of the pen."),
    Because.NO_SPREAD: _("Numbers that never vary were not counted week by week."),
    Because.TOO_FEW_SITES: _("Too few sites have measured it."),
    Because.MIXED_MEASURES: _("The sites measured different things."),
    Because.TOO_WIDE: _("The sites found things too different to say what the next one may expect."),
    Because.NO_EFFECT_AT_ORIGIN: _("Where it was proven, the effect is not clear."),
    Because.DATES_REVERSED: _("Some days lie in the wrong order."),
    Because.NOBODY_ASKED: _("No site was asked yet."),
    Because.WATCHED_BRIEFLY: _("It was offered too recently to tell how quickly it spreads."),
}
