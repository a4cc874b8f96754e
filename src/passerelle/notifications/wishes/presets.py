"""Whole tables in one press: three ways most people want it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.notifications.families import Family
from passerelle.notifications.models import Wishes
from passerelle.notifications.wishes.choices import Choices
from passerelle.notifications.wishes.ways import USUAL, USUALLY_PUSHED, Way

_NEEDS_ME = frozenset({Family.MENTION, Family.ANSWER, Family.REPLY, Family.INVITATION, Family.MODERATION})


@dataclass(frozen=True, slots=True)
class Preset:
    """What it makes of each line of the table, and of the summary; hours, days and leave stay as they are."""

    slug: str
    label: StrOrPromise
    words: StrOrPromise
    ways: Mapping[Family, Way]
    pushed: frozenset[Family]
    rhythm: str | None = None

    def holds(self, choices: Choices, *, has_device: bool) -> bool:
        """Whether it is what somebody has now."""
        ways = all(choices.mailed(family) == way for family, way in self.ways.items())
        pushed = {family for family in Family if choices.pushed(family)}
        return ways and (pushed == self.pushed or not has_device) and self.rhythm in (None, choices.rounds.rhythm)


PRESETS = {
    preset.slug: preset
    for preset in (
        Preset(
            "at-once",
            _("Tell me at once"),
            _("What concerns me comes by mail the moment it happens; what I follow waits for a daily summary."),
            USUAL,
            USUALLY_PUSHED,
            Wishes.Rhythm.DAILY,
        ),
        Preset(
            "calm",
            _("Calm: once a day"),
            _("One mail a day with everything I have not seen. Nothing in between."),
            dict.fromkeys(Family, Way.DIGEST),
            frozenset(),
            Wishes.Rhythm.DAILY,
        ),
        Preset(
            "needs-me",
            _("Only what needs me"),
            _("Who names, answers or invites me, and what is decided about me. The rest stays in the inbox."),
            {family: Way.NOW if family in _NEEDS_ME else Way.INBOX for family in Family},
            _NEEDS_ME,
        ),
    )
}
