"""Take over votes of another tool, of people whom it names."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.idea.models import Idea, Vote
from passerelle.people.rules import may_import


@transaction.atomic
def import_votes(voters: Mapping[str, Collection[int]], counted: Mapping[str, int], *, by: Actor) -> int:
    """Add a vote of each person (by id) to ideas (by public id) that are still there; returns how many are new.

    They were given elsewhere, so nobody's purse pays. ``counted`` says how many votes there are in all: those of which nobody is named stay
    the opening count. Raises Refused unless an importer acts.
    """
    may_import(by).require()
    ideas = Contribution.objects.unscoped("ideas that were brought in").select_for_update().filter(pid__in=voters)
    there = ideas.filter(pk__in=Idea.objects.values("pk"), standing=Standing.PUBLISHED)
    heads = list(there.order_by("pk"))
    here = set(Vote.objects.filter(idea__in=[head.pk for head in heads]).values_list("idea_id", "person_id"))
    new = [
        Vote(idea_id=head.pk, person_id=person, at=head.created_at)
        for head in heads
        for person in voters[head.pid]
        if (head.pk, person) not in here
    ]
    Vote.objects.bulk_create(new)
    given = {vote.idea_id for vote in new}
    for head in heads:
        if head.pk in given:
            _count(head, counted[head.pid])
            refresh_facts(head)
    return len(new)


def _count(head: Contribution, counted: int) -> None:
    """Whoever has a name by now is no longer in the opening count; what came from other ideas stays in it."""
    if not Contribution.objects.unscoped("whether others live on in it").filter(merged_into=head).exists():
        named = Vote.objects.filter(idea_id=head.pk, community=None).count()
        Idea.objects.filter(pk=head.pk).update(opening_votes=max(0, counted - named))
