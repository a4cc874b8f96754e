"""Which sites a practice may be offered to, and which of them are meant by a unit, countries, types and a topic."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Adoption, FocalPerson, Practice
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.people.models import Person, Site, Unit
from passerelle.topics.models import Topic


def free_sites(contribution: Contribution) -> QuerySet[Site]:
    """Those that were not asked yet, without the one where it was tried; those of partners where partners take part."""
    asked = Adoption.objects.filter(practice_id=contribution.pk).exclude(site=None).values("site_id")
    tried = Practice.objects.filter(pk=contribution.pk).exclude(site=None).values("site_id")
    free = Site.objects.exclude(pk__in=asked).exclude(pk__in=tried)
    return free if contribution.home.open_to_partners else free.filter(organisation=None)


def known_types(practices: Collection[int]) -> dict[int, set[str]]:
    """For each practice the types of sites it comes from or was offered to: what shops do concerns no head office."""
    found: dict[int, set[str]] = {pk: set() for pk in practices}
    for pairs in (
        Adoption.objects.filter(practice_id__in=practices, site__isnull=False).values_list("practice_id", "site__type"),
        Practice.objects.filter(pk__in=practices, site__isnull=False).values_list("pk", "site__type"),
    ):
        for practice, type_ in pairs:
            found[practice].add(type_)
    return found


def fits(site: Site, types: Collection[str]) -> bool:
    """Whether it is of one of these types; where none is known yet, every site is."""
    return not types or site.type in types


def meant(
    sites: QuerySet[Site],
    *,
    actor: Actor,
    contribution: Contribution,
    countries: Collection[str] = (),
    types: Collection[str] = (),
    unit: Unit | None = None,
    topic: Topic | None = None,
) -> QuerySet[Site]:
    """Those to which all of it applies; none where nothing was said."""
    wanted = Q()
    if countries:
        wanted &= Q(country__in=countries)
    if types:
        wanted &= Q(type__in=types)
    if unit is not None:
        works = Person.objects.present().filter(Q(unit=unit) | Q(unit__parent=unit)).exclude(site=None)
        wanted &= Q(pk__in=works.values("site_id"))
    if topic is not None:
        wanted &= _concerned(actor, contribution, topic)
    return sites.filter(wanted) if wanted else sites.none()


def _concerned(actor: Actor, contribution: Contribution, topic: Topic) -> Q:
    """Where a signal with this topic was heard, as far as the actor sees, or somebody answers for it here."""
    heard = Contribution.objects.visible_to(actor).filter(topics=topic).values("pk")
    there = Signal.objects.filter(pk__in=heard).exclude(site=None).values("site_id")
    answers = FocalPerson.objects.filter(community_id=contribution.home_id, topic=topic).values("site_id")
    return Q(pk__in=there) | Q(pk__in=answers)
