"""What to push and where, and what changes nothing so far: of all practices that are offered in a community, what sites found decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.contributions.headings import heading
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.kinds.innovation.practice.portfolio.chances import Chance
from passerelle.kinds.innovation.practice.portfolio.effects import Brought, brought
from passerelle.kinds.innovation.practice.portfolio.matrix import practices_of, sites_for
from passerelle.kinds.innovation.practice.reading.effects import signed
from passerelle.kinds.innovation.practice.rules import OFFERED
from passerelle.science.pooling import PREDICTS, Pooled

PUSHED = 3  # first; a meeting decides about no more


@dataclass(frozen=True, slots=True)
class Spot:
    """A site that was never asked; ``met``: somebody spoke of its topics there."""

    pid: str
    name: str
    met: bool


@dataclass(frozen=True, slots=True)
class Kin:
    """Another practice, which this one was made from, or which was made from it, and the sites that know that one."""

    name: str
    sites: list[str]


@dataclass(frozen=True, slots=True)
class Push:
    """A practice that surely helped, what one may expect of it, and where it was never offered; where its topics came up come first."""

    pid: str
    name: str
    words: str
    spots: list[Spot]
    kin: list[Kin]

    @property
    def met(self) -> int:
        """At how many of them somebody spoke of its topics."""
        return sum(spot.met for spot in self.spots)

    @property
    def where(self) -> list[str]:
        """Their names."""
        return [spot.name for spot in self.spots]


@dataclass(frozen=True, slots=True)
class Idle:
    """A practice that several sites measured, and of which it is not shown that it changes anything for the better."""

    pid: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Pushing:
    """All that surely helps, the surest first; what does not so far; and how many cannot be told."""

    pushes: list[Push]
    idle: list[Idle]
    untold: int


def pushing(actor: Actor, community: Community, waiting: Sequence[Chance]) -> Pushing:
    """Only to sites of a type that knows it: no head office is asked to clear a queue. In a fixed number of statements."""
    offered = practices_of(actor, community).filter(state__in=OFFERED).order_by("title", "pk")
    rows = list(offered.values_list("pk", "pid", "title", "body__excerpt"))
    heads = {pk: (pid, heading(title, beginning or "")) for pk, pid, title, beginning in rows}
    effects = brought(list(heads))
    sites = {pk: (pid, name, type) for pk, pid, name, type in sites_for(actor, community).values_list(*_SITE)}
    done, kin = _done(heads), _kin(heads)
    met = {chance.pk: [place.pk for place in chance.places if place.signals] for chance in waiting}
    pushes = []
    for pk in sorted(heads, key=lambda pk: -effects[pk].least):
        free = _free(sites, done[pk], met.get(pk, []))
        if effects[pk].least > 0 and free:
            spots = [Spot(*sites[site][:2], site in met.get(pk, [])) for site in free]
            near = [Kin(heads[other][1], [sites[site][1] for site in free if site in done[other]]) for other in kin[pk]]
            pushes.append(Push(*heads[pk], expected(effects[pk]), spots, [one for one in near if one.sites]))
    return Pushing(
        pushes=pushes,
        idle=[Idle(*heads[pk], expected(effects[pk])) for pk in heads if _changes_nothing(effects[pk])],
        untold=sum(not isinstance(effect.found, Pooled) for effect in effects.values()),
    )


_SITE = ("pk", "pid", "name", "type")


def _free(sites: Mapping[int, tuple[str, str, str]], done: set[int], met: Sequence[int]) -> list[int]:
    alike = {sites[site][2] for site in done & sites.keys()}
    free = [site for site, (_pid, _name, type) in sites.items() if site not in done and type in alike]
    first = [site for site in met if site in free]
    return first + [site for site in free if site not in first]


def _done(practices: Mapping[int, object]) -> dict[int, set[int]]:
    """The sites each was offered to, and where it was tried."""
    found: dict[int, set[int]] = defaultdict(set)
    asked = Adoption.objects.filter(practice_id__in=list(practices), site__isnull=False)
    tried = Practice.objects.filter(pk__in=list(practices), site__isnull=False)
    for pk, site in (*asked.values_list("practice_id", "site_id"), *tried.values_list("pk", "site_id")):
        found[pk].add(site)
    return found


def _kin(practices: Mapping[int, object]) -> dict[int, list[int]]:
    """Of each what it was made from, and what was made from it, as far as these are among them."""
    found: dict[int, list[int]] = defaultdict(list)
    for pk, origin in Practice.objects.filter(pk__in=list(practices), origin__in=list(practices)).values_list(
        "pk", "origin"
    ):
        found[pk].append(origin)
        found[origin].append(pk)
    return found


def _changes_nothing(effect: Brought) -> bool:
    """Three sites or more measured it, and no change, or a change for the worse, lies within what they found."""
    return isinstance(effect.found, Pooled) and effect.found.sites >= PREDICTS and effect.least <= 0


def expected(effect: Brought) -> str:
    """What sites found together, and what the next one may expect of it."""
    found = effect.found
    if not isinstance(found, Pooled):
        return effect.words
    told = {"words": effect.words, "sites": found.sites}
    first = _("%(words)s, as measured by %(sites)s sites that took it up.") % told
    if not isinstance(found.prediction, tuple):
        return f"{first} " + _("What the next site may expect cannot be told yet.")
    low, high = map(signed, found.prediction)
    return f"{first} " + _("At the next site it lies between %(low)s and %(high)s.") % {"low": low, "high": high}
