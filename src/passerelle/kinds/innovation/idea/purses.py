"""What votes a person has in a community, and how many an idea has."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q

from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution, Standing
from passerelle.kinds.innovation.idea.models import USUAL, Idea, Vote, VoteBudget
from passerelle.kinds.innovation.idea.states import OPEN
from passerelle.lib.clock import now
from passerelle.notifications.readers import readers_in
from passerelle.people.models import Person


def budget(community: int) -> int:
    """How many votes each person has there."""
    chosen = VoteBudget.objects.filter(community_id=community).values_list("votes", flat=True).first()
    return USUAL if chosen is None else chosen


def spent(person: int, community: int) -> int:
    """How many of them are given and not returned; what was taken away or took itself back costs nothing."""
    given = Vote.objects.filter(person_id=person, community_id=community, returned_at=None)
    return given.filter(idea__contribution__standing=Standing.PUBLISHED).count()


def votes_of(person: int, ideas: Iterable[int]) -> frozenset[int]:
    """To which of these ideas somebody's votes are given now."""
    given = Vote.objects.filter(person_id=person, idea_id__in=list(ideas), returned_at=None)
    return frozenset(given.values_list("idea_id", flat=True))


def count(idea: int, state: str) -> int:
    """How many people want an idea: while it is open, those whose vote is with it; afterwards, those who gave one."""
    running = Q(returned_at=None) if state in OPEN else Q()
    return Vote.objects.filter(running, idea_id=idea).count()


def give_back(idea: int) -> None:
    """Return the votes of an idea that is settled."""
    Vote.objects.filter(idea_id=idea, returned_at=None).update(returned_at=now())


def return_to_those_outside(head: Contribution) -> None:
    """Take back the votes of those who no longer read where an idea lives by now: they could not do it themselves."""
    paid = Vote.objects.filter(idea_id=head.pk, returned_at=None).exclude(community=None)
    reading = readers_in(Person.objects.present().filter(pk__in=paid.values("person_id")), [head.home])
    if paid.exclude(person_id__in=list(reading.values_list("pk", flat=True))).delete()[0]:
        refresh_facts(head)


def carry_over(source: Contribution, target: Contribution) -> None:
    """Bring the votes of an idea to the one it became part of, both locked.

    Who voted for both counts once and has the other vote back. Votes for one that is settled return and still count there. What was counted
    elsewhere is added, and stays apart.
    """
    idea = Idea.objects.filter(pk=source.pk).first()
    if idea is None:
        return
    ours, theirs = Vote.objects.filter(idea_id=source.pk), Vote.objects.filter(idea_id=target.pk)
    becomes_idea = Idea.objects.filter(pk=target.pk).exists()
    if target.state not in OPEN or not becomes_idea:
        give_back(source.pk)
    if not becomes_idea:
        return
    counting = Q(returned_at=None) if target.state in OPEN else Q()
    twice = set(theirs.filter(counting).values_list("person_id", flat=True))
    ours.filter(returned_at=None, person_id__in=twice).update(returned_at=now())
    moving = dict(ours.filter(counting).exclude(person_id__in=twice).values_list("person_id", "pk"))
    theirs.filter(person_id__in=moving).delete()  # of an idea that was looked at again: returned, and counting no more
    Vote.objects.filter(pk__in=moving.values()).update(idea_id=target.pk)
    Idea.objects.filter(pk=target.pk).update(opening_votes=F("opening_votes") + idea.opening_votes)
    refresh_facts(target)
