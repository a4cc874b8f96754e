"""Why something cannot be told yet, as closed values: a page says the sentence, and nobody a number that pretends."""

from __future__ import annotations

from enum import StrEnum


class Because(StrEnum):
    """What is missing or does not fit."""

    TOO_FEW_PERIODS = "too_few_periods"
    NO_COMPARISON = "no_comparison"
    NOT_POSITIVE = "not_positive"  # a ratio to nothing, or of something negative
    TOO_LARGE = "too_large"
    NO_SPREAD = "no_spread"  # numbers that never vary were not measured
    TOO_FEW_SITES = "too_few_sites"
    MIXED_MEASURES = "mixed_measures"
    TOO_WIDE = "too_wide"
    NO_EFFECT_AT_ORIGIN = "no_effect_at_origin"
    DATES_REVERSED = "dates_reversed"
    NOBODY_ASKED = "nobody_asked"
    WATCHED_BRIEFLY = "watched_briefly"  # nobody was watched for as long as is asked
