"""Who has which part in an article: who answers for it, who checks it, who writes it along."""

from __future__ import annotations

from passerelle.communities.reading import active_stewards, readable_ids
from passerelle.contributions.models import Contribution, Follow, Involvement
from passerelle.journal.actor import person_actor
from passerelle.lib.clock import now
from passerelle.lib.inserting import insert_unless_there
from passerelle.people.models import Person

Part = Involvement.Part
FARTHEST = 20  # steps up the tree, in case managers manage each other


def holding(contribution: Contribution, part: str) -> list[int]:
    """Ids of the people with a part, the first one first."""
    rows = Involvement.objects.filter(contribution_id=contribution.pk, part=part, ended_at=None)
    return list(rows.order_by("since", "pk").values_list("person_id", flat=True))


def owner_of(contribution: Contribution) -> int | None:
    """Who answers for it: whoever was named, else whoever brought it."""
    return next(iter(holding(contribution, Part.OWNER)), contribution.author_id)


def stewards_of(contribution: Contribution) -> list[int]:
    """The community managers of its home who can sign in today."""
    rows = active_stewards().filter(community_id=contribution.home_id)
    return list(rows.order_by("joined_at", "pk").values_list("person_id", flat=True))


def give(contribution: Contribution, part: str, person: int) -> bool:
    """Bind somebody, who from then on hears what becomes of it; whether they were not yet."""
    _row, is_new = Involvement.objects.get_or_create(
        contribution=contribution, person_id=person, part=part, ended_at=None
    )
    insert_unless_there(Follow(person_id=person, contribution=contribution, level=Follow.Level.WATCH, chosen=False))
    return is_new


def end(contribution: Contribution, part: str, *people: int) -> None:
    """Bind these no longer."""
    rows = Involvement.objects.filter(contribution=contribution, part=part, ended_at=None)
    rows.filter(person_id__in=people).update(ended_at=now())


def reads(contribution: Contribution, person: Person) -> bool:
    """Whether somebody can sign in today and reads where it lives."""
    present = Person.objects.present().filter(pk=person.pk).exists()
    return present and contribution.home_id in readable_ids(person_actor(person))


def heir_of(contribution: Contribution, person: Person) -> int | None:
    """Who takes over from somebody who left: the first manager up the tree who reads it, else a community manager, else nobody."""
    above = person.manager
    for _step in range(FARTHEST):
        if above is None or reads(contribution, above):
            break
        above = above.manager
    if above is not None and reads(contribution, above):
        return above.pk
    return next(iter(stewards_of(contribution)), None)
