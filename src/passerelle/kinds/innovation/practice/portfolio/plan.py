"""Several practices to several sites: who was never asked, and what it asks of those who answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Deadline
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.kinds.innovation.practice.portfolio.turns import turns
from passerelle.people.models import Person, Site

SHOWN = 30  # people in the table
MINUTES = 10  # to read a practice and answer for a site, as a guess that is told
Plan = Mapping[Contribution, Sequence[Site]]


@dataclass(frozen=True, slots=True)
class Share:
    """What comes to one person: how many offers, and how many wait for them already."""

    name: str
    new: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a plan asks of whom; where nobody answers for a site, of every community manager."""

    planned: Plan
    shares: list[Share]
    unanswered: int  # offers to sites for which nobody answers

    @property
    def offers(self) -> int:
        """How many sites are asked about how many practices."""
        return sum(map(len, self.planned.values()))

    @property
    def times(self) -> int:
        """How often somebody is asked: more often than there are offers where all community managers are."""
        return sum(share.new for share in self.shares)

    @property
    def most(self) -> int:
        """The most that comes to one person."""
        return max((share.new for share in self.shares), default=0)

    @property
    def waiting(self) -> int:
        """How many wait for them all already."""
        return sum(share.waiting for share in self.shares)

    @property
    def hours(self) -> int:
        """Whole hours of work, at least one."""
        return max(1, round(self.times * MINUTES / 60))


def plan(practices: Collection[Contribution], sites: Collection[Site]) -> Plan:
    """For each practice the sites that were never asked, without the one where it was tried; practices with none are left out."""
    asked: dict[int, set[int]] = defaultdict(set)
    ids = [one.pk for one in practices]
    for pairs in (
        Adoption.objects.filter(practice_id__in=ids, site__isnull=False).values_list("practice_id", "site_id"),
        Practice.objects.filter(pk__in=ids, site__isnull=False).values_list("pk", "site_id"),
    ):
        for practice, site in pairs:
            asked[practice].add(site)
    free = {one: [site for site in sites if site.pk not in asked[one.pk]] for one in practices}
    return {one: left for one, left in free.items() if left}


def cost(community: Community, planned: Plan) -> Cost:
    """Who would be asked first for each, in seven statements whatever is planned."""
    new, unanswered = _asked(community, planned)
    waiting = dict(
        Deadline.objects.filter(person_id__in=list(new), purpose__startswith="answer-", met_at=None)
        .order_by()
        .values_list("person_id")
        .annotate(number=Count("pk"))
    )
    names = Person.objects.in_bulk(list(new))
    shares = [Share(names[pk].name, number, waiting.get(pk, 0)) for pk, number in new.items()]
    shares.sort(key=lambda share: (-share.new - share.waiting, share.name))
    return Cost(planned, shares, unanswered)


def _asked(community: Community, planned: Plan) -> tuple[Counter[int], int]:
    """How many offers come to whom, and how many to every community manager."""
    turn = turns(community, [one.pk for one in planned])
    told: Counter[int] = Counter()
    unanswered = 0
    for one, sites in planned.items():
        at = turn.at(one.pk)
        for site in sites:
            answers = at.get(site.pk, [])[:1]
            told.update(answers or turn.managers)
            unanswered += not answers
    return told, unanswered
