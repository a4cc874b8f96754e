"""How well an effect is shown, as a letter from A to E. Source: science.md §1.15."""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    """From a lot to a claim; the better one sorts first."""

    RANDOMISED = "A"  # a roll-out by lot, or in steps whose order the sites did not choose
    COMPARED = "B"  # before and after, beside sites that changed nothing
    BEFORE_AFTER = "C"  # never more than indicative: sites adopt when they are at their worst
    REPORTED = "D"  # a number somebody gives
    CLAIMED = "E"


def grade(*, number: bool, before: bool = False, comparison: bool = False, lot: bool = False) -> Grade:
    """The grade that the facts allow: whether there is a number, one from before, one of comparison sites, and a lot decided.

    Each needs those before it: a comparison without a number is a claim.
    """
    if not number:
        return Grade.CLAIMED
    if not before:
        return Grade.REPORTED
    if not comparison:
        return Grade.BEFORE_AFTER
    return Grade.RANDOMISED if lot else Grade.COMPARED
