"""Where value waits: sites whose people met the problem of a practice that was never offered to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from passerelle.communities.models import Community
from passerelle.contributions.headings import heading
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Adoption, FocalPerson, Practice
from passerelle.kinds.innovation.practice.portfolio.matrix import practices_of, sites_for
from passerelle.kinds.innovation.practice.rules import OFFERED
from passerelle.kinds.innovation.signal.models import Signal


@dataclass(frozen=True, slots=True)
class Place:
    """A site with the topic of a practice: in how many signals, and whether somebody answers for the topic there."""

    pk: int
    pid: str
    name: str
    signals: int
    answers: bool


@dataclass(frozen=True, slots=True)
class Chance:
    """A practice, and the sites where it would meet its problem, those with most signals first."""

    pk: int
    pid: str
    name: str
    places: list[Place]


def chances(actor: Actor, community: Community) -> list[Chance]:
    """Of the practices that are offered here; a fixed number of statements. Most sites first; those with none are left out.

    Where a practice is known at sites of some type, others are left alone: no head office is asked to clear a queue.
    """
    offered = practices_of(actor, community).filter(state__in=OFFERED)
    heads = list(offered.order_by("title", "pk").values_list("pk", "pid", "title", "body__excerpt"))
    topics = _pairs(
        Contribution.topics.through.objects.filter(contribution__in=offered).values_list("contribution_id", "topic_id")
    )
    wanted = set().union(*topics.values()) if topics else set()
    signals = _signals(actor, wanted)
    answers = _pairs(
        FocalPerson.objects.filter(community=community, topic_id__in=wanted).values_list("topic_id", "site_id")
    )
    done = _done([pk for pk, *_rest in heads])
    rows = list(sites_for(actor, community).values_list("pk", "pid", "name", "type"))
    sites, types = {pk: (pid, name) for pk, pid, name, _type in rows}, {pk: type for pk, _pid, _name, type in rows}
    found = []
    for pk, pid, title, beginning in heads:
        counted = Counter(site for _signal, site in set().union(*(signals[topic] for topic in topics[pk])))
        focal = set().union(*(answers[topic] for topic in topics[pk])) if topics[pk] else set()
        there = (counted.keys() | focal) & sites.keys() - done[pk]
        alike = {types[site] for site in done[pk] & types.keys()}
        fitting = [site for site in there if not alike or types[site] in alike]
        places = [Place(site, *sites[site], counted[site], site in focal) for site in fitting]
        places.sort(key=lambda place: (-place.signals, place.name))
        if places:
            found.append(Chance(pk, pid, heading(title, beginning or ""), places))
    return sorted(found, key=lambda one: -len(one.places))


def _signals(actor: Actor, topics: set[int]) -> dict[int, set[tuple[int, int]]]:
    """For each topic the signals that have it, each with the site where it was heard; where its author works says nothing."""
    seen = Contribution.objects.visible_to(actor).filter(topics__in=topics, standing=Standing.PUBLISHED)
    heard = Signal.objects.filter(contribution__in=seen, site__isnull=False, contribution__topics__in=topics).order_by()
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for topic, site, pk in heard.values_list("contribution__topics", "site_id", "pk"):
        found[topic].add((pk, site))
    return found


def _done(practices: list[int]) -> dict[int, set[int]]:
    """The sites each was offered to, and where it was tried."""
    asked = Adoption.objects.filter(practice_id__in=practices, site__isnull=False).values_list("practice_id", "site_id")
    tried = Practice.objects.filter(pk__in=practices, site__isnull=False).values_list("pk", "site_id")
    return _pairs((*asked, *tried))


def _pairs(rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for first, second in rows:
        found[first].add(second)
    return found
