"""Whose turn it is to answer for sites about many practices, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from passerelle.communities.models import Community
from passerelle.communities.reading import active_stewards
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.practice.models import FocalPerson
from passerelle.notifications.readers import readers_in
from passerelle.people.models import Person


@dataclass(frozen=True, slots=True)
class Turns:
    """Who answers for sites, on which topics, and who of them can be asked today."""

    rows: Sequence[FocalPerson]
    topics: dict[int, set[int]]  # of each practice
    able: frozenset[int]
    managers: list[int]

    def at(self, practice: int) -> dict[int, list[int]]:
        """For each site the focal person and then the deputy, as far as they can be asked: on a topic of the practice, else on all."""
        found = {row.site_id: row for row in self.rows if row.topic_id is None}
        found |= {row.site_id: row for row in self.rows if row.topic_id in self.topics[practice]}
        return {site: [pk for pk in (row.person_id, row.deputy_id) if pk in self.able] for site, row in found.items()}


def turns(community: Community, practices: Collection[int]) -> Turns:
    """In four statements, whatever their number."""
    rows = list(FocalPerson.objects.filter(community=community).order_by("-pk"))
    topics: dict[int, set[int]] = defaultdict(set)
    through = Contribution.topics.through.objects.filter(contribution_id__in=practices)
    for contribution, topic in through.values_list("contribution_id", "topic_id"):
        topics[contribution].add(topic)
    people = {pk for row in rows for pk in (row.person_id, row.deputy_id) if pk is not None}
    able = readers_in(Person.objects.present().filter(pk__in=people), [community]).values_list("pk", flat=True)
    managers = active_stewards().filter(community=community).values_list("person_id", flat=True)
    return Turns(rows, topics, frozenset(able), list(managers))
