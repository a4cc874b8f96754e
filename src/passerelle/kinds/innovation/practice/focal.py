"""From whom an answer of a site is due: its focal person, then the deputy, then the community managers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from passerelle.communities.models import Community
from passerelle.communities.reading import active_stewards
from passerelle.contributions.models import Contribution, Deadline
from passerelle.kinds.innovation.practice.models import Adoption, FocalPerson
from passerelle.lib.clock import now
from passerelle.notifications.readers import readers_in
from passerelle.people.models import Person, Site

MORE = timedelta(days=5)  # after the day it was due for, until the community managers are asked as well


def focal_people(contribution: Contribution) -> dict[int, FocalPerson]:
    """Who answers for each site here: on one of its topics, else on all."""
    return focal_in(contribution.home, set(contribution.topics.values_list("pk", flat=True)))


def focal_in(community: Community, topics: Collection[int]) -> dict[int, FocalPerson]:
    """Who answers for each site of a community on one of these topics, else on all."""
    rows = FocalPerson.objects.filter(community=community)
    found = {row.site_id: row for row in rows.filter(topic=None)}
    return found | {row.site_id: row for row in rows.filter(topic__in=topics).order_by("-pk")}


@dataclass(frozen=True, slots=True)
class Turns:
    """Whose turn it is for all sites of a practice, read once however many they are."""

    focal: Mapping[int, FocalPerson]
    able: set[int]  # of them those who can sign in today and read the community
    stewards: set[int]

    def at(self, site: int) -> list[set[int]]:
        """The three turns of a site; one may be empty."""
        row = self.focal.get(site)
        named = ({row.person_id}, {row.deputy_id}) if row else ((), ())
        return [*(self.able.intersection(turn) for turn in named), set(self.stewards)]

    def due_from(self, adoption: Adoption) -> set[int]:
        """From whom an answer is due now; where nobody is left whose turn it is, from those whose turn is next."""
        asked: set[int] = set()
        for place, turn in enumerate(self.at(adoption.site_id or 0)):
            if place <= lateness(adoption) or not asked:
                asked |= turn
        return asked


def turns(contribution: Contribution) -> Turns:
    """As they are today, in five statements."""
    focal = focal_people(contribution)
    named = {pk for row in focal.values() for pk in (row.person_id, row.deputy_id) if pk is not None}
    able = (
        readers_in(Person.objects.present().filter(pk__in=named), [contribution.home])
        if named
        else Person.objects.none()
    )
    stewards = active_stewards().filter(community_id=contribution.home_id)
    return Turns(focal, set(able.values_list("pk", flat=True)), set(stewards.values_list("person_id", flat=True)))


def in_turn(contribution: Contribution, site: int) -> list[set[int]]:
    """The three turns, each with those who can sign in today and read the community; one may be empty."""
    return turns(contribution).at(site)


def answering_for(contribution: Contribution, site: Site) -> set[int]:
    """Who can say something about a site: the first turn in which there is somebody."""
    return next((turn for turn in in_turn(contribution, site.pk) if turn), set())


def lateness(adoption: Adoption) -> int:
    """Whose turn it is by now: 0 the focal person's, 1 the deputy's as well, 2 the community managers' as well."""
    late = now() - adoption.due_at
    return 0 if late < timedelta(0) else 1 if late < MORE else 2


def sites_of(contribution: Contribution, person: int) -> set[int]:
    """For which sites somebody answers here, or stands in."""
    return {site for site, row in focal_people(contribution).items() if person in (row.person_id, row.deputy_id)}


def asked_of(person: int) -> list[Adoption]:
    """Answers still to come that somebody was asked for, or answers for the site of where the practice is at home."""
    speaks = FocalPerson.objects.filter(
        Q(person=person) | Q(deputy=person),
        site=OuterRef("site"),
        community=OuterRef("practice__contribution__home"),
    )
    waits = Deadline.objects.filter(
        person=person,
        met_at=None,
        contribution=OuterRef("practice"),
        purpose=Concat(Value("answer-"), Cast(OuterRef("site"), CharField())),
    )
    return list(_open().filter(Exists(speaks) | Exists(waits)))


def open_in(community: int) -> list[Adoption]:
    """Answers still to come about practices at home in a community."""
    return list(_open().filter(practice__contribution__home=community))


def offered_in(community: int) -> list[Contribution]:
    """Practices at home there of which some answer is still to come."""
    known = Contribution.objects.unscoped("answers that are due").filter(home=community)
    return list(known.filter(pk__in=_open().values("practice_id")))


def _open() -> QuerySet[Adoption]:
    return Adoption.objects.filter(stage=Adoption.Stage.CONSIDERING).exclude(site=None)
