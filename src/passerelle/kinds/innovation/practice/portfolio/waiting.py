"""What waits to be done about the practices of a community: offers to make, answers to ask for, adaptations to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from passerelle.communities.models import Community
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.portfolio.adaptations import adaptations
from passerelle.kinds.innovation.practice.portfolio.chances import Chance, Place, chances
from passerelle.kinds.innovation.practice.portfolio.effects import Brought, brought
from passerelle.kinds.innovation.practice.portfolio.matrix import names_overdue
from passerelle.kinds.innovation.practice.portfolio.overdue import overdue
from passerelle.kinds.innovation.practice.portfolio.pushing import PUSHED, Push, pushing

NAMED = 8  # sites of a practice
CARRIED = 100  # sites chosen at once: an address has to hold them


@dataclass(frozen=True, slots=True)
class Waiting:
    """A practice, what it brought elsewhere, the sites that met its problem, and the way to offer it to them."""

    chance: Chance
    brought: Brought
    offer: str

    @property
    def named(self) -> list[Place]:
        """Those that are named."""
        return self.chance.places[:NAMED]

    @property
    def more(self) -> int:
        """How many others there are."""
        return max(0, len(self.chance.places) - NAMED)

    @property
    def carried(self) -> int:
        """How many are chosen on the way."""
        return min(CARRIED, len(self.chance.places))


@dataclass(frozen=True, slots=True)
class Pushed:
    """What surely helps, and the way to offer it where it is missing."""

    push: Push
    offer: str

    @property
    def carried(self) -> int:
        """How many sites are chosen on the way."""
        return min(CARRIED, len(self.push.spots))


def waiting(actor: Actor, community: Community) -> dict[str, Any]:
    """All of it for one reader; ``silent`` is None for who is not told whose answer is overdue."""
    manages = names_overdue(actor, community)
    known, found = adaptations(actor, community), chances(actor, community)
    told = pushing(actor, community, found)
    offers = reverse("practice_offers", args=[community.pid])
    ways = [Pushed(push, f"{offers}?{_chosen(push.pid, [spot.pid for spot in push.spots])}") for push in told.pushes]
    beaten = {(one.origin if one.is_better else one.adapted).pid for one in known if one.is_better or one.is_worse}
    settled = beaten | {push.pid for push in told.pushes} | {one.pid for one in told.idle}
    return {
        "community": community,
        "pushes": ways[:PUSHED],
        "more_pushes": ways[PUSHED:],
        "idle": told.idle,
        "chances": _chances([chance for chance in found if chance.pid not in settled], offers),
        "may_offer": manages and actor.is_staff,
        "silent": overdue(actor, community) if manages else None,
        "better": [one for one in known if one.is_better],
        "worse": [one for one in known if one.is_worse],
        "untold": [one for one in known if not one.is_better and not one.is_worse],
    }


def _chances(found: list[Chance], offers: str) -> list[Waiting]:
    """What surely helped comes first."""
    told = brought([chance.pk for chance in found])
    rows = [
        Waiting(chance, told[chance.pk], f"{offers}?{_chosen(chance.pid, [place.pid for place in chance.places])}")
        for chance in found
    ]
    return sorted(rows, key=lambda one: -max(0.0, one.brought.least))


def _chosen(practice: str, sites: list[str]) -> str:
    return urlencode({"practices": practice, "sites": sites[:CARRIED]}, doseq=True)
