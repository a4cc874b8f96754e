"""How something can reach somebody, and what holds for each family until they decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from passerelle.notifications.families import Family


class Way(TextChoices):
    """How something reaches somebody, from quiet to loud: each holds those before it."""

    NOTHING = "nothing", _("Not at all")
    INBOX = "inbox", _("Inbox only")
    DIGEST = "digest", _("Summary by mail")
    NOW = "now", _("Mail at once")


# An invitation waits for an answer, and the reasons of a decision are owed to whom it concerns: both always reach the inbox.
ALWAYS_THERE = frozenset({Family.INVITATION, Family.MODERATION})
USUAL: Mapping[Family, Way] = dict.fromkeys(Family, Way.NOW) | {Family.FOLLOWED: Way.DIGEST}
USUALLY_PUSHED = frozenset(Family) - {Family.FOLLOWED}  # on the devices somebody added for that


def ways_for(family: Family) -> list[Way]:
    """What can be chosen for it."""
    return [way for way in Way if way != Way.NOTHING or family not in ALWAYS_THERE]


def unusual_ways(ways: Mapping[Family, Way]) -> dict[str, str]:
    """Of these only what differs from the usual, as it is kept."""
    return {str(family): str(way) for family, way in ways.items() if way != USUAL[family]}


def unusual_pushes(pushed: Collection[str]) -> dict[str, bool]:
    """Of what is pushed only what differs from the usual, as it is kept."""
    return {str(family): family in pushed for family in Family if (family in pushed) != (family in USUALLY_PUSHED)}
