"""Take over votes of another tool, of people whom it names."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.idea.models import Vote
from passerelle.people.rules import may_import


@transaction.atomic
def import_votes(voters: Mapping[str, Collection[int]], *, by: Actor) -> int:
    """Add a vote of each person (by id) to ideas (by public id); returns how many are new.

    They were given elsewhere, so nobody's purse pays. Raises Refused unless an importer acts.
    """
    may_import(by).require()
    ideas = Contribution.objects.unscoped("ideas that were brought in").select_for_update().filter(pid__in=voters)
    heads = list(ideas.order_by("pk"))
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
            refresh_facts(head)
    return len(new)
