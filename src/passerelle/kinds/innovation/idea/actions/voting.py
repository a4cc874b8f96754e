"""Give a vote and take it back; how many each person has. Ballots are nobody's business: they leave no entry in the journal."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import ngettext

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.idea import purses, rules
from passerelle.kinds.innovation.idea.models import Purse, Vote, VoteBudget
from passerelle.lib.clock import now


@transaction.atomic
def vote(contribution: Contribution, *, by: Actor) -> None:
    """Spend one of one's votes on an idea; twice is once. Raises Refused when it is settled, or nothing is left to spend.

    Whoever votes holds the idea, then their purse: no vote lands on an idea that was settled meanwhile, and no two votes spend the same.
    """
    head = Contribution.objects.locked(contribution.pk)
    rules.takes_part(head, by).require()
    _hold_purse(by.own_id, head.home_id)
    mine = Vote.objects.filter(idea_id=head.pk, person_id=by.own_id).first()
    if mine is not None and mine.returned_at is None:
        return
    _require_one_left(by.own_id, head.home_id)
    given = {"community_id": head.home_id, "at": now(), "returned_at": None}
    Vote.objects.update_or_create(idea_id=head.pk, person_id=by.own_id, defaults=given)
    refresh_facts(head)


@transaction.atomic
def unvote(contribution: Contribution, *, by: Actor) -> None:
    """Take one's vote back, to spend it elsewhere; without one nothing happens. Raises Refused once the idea is settled."""
    head = Contribution.objects.locked(contribution.pk)
    rules.is_open(head).require()
    if Vote.objects.filter(idea_id=head.pk, person_id=by.own_id).delete()[0]:
        refresh_facts(head)


@transaction.atomic
def set_budget(community: Community, votes: int, *, by: Actor) -> None:
    """How many votes each person has here. What somebody spent beyond a smaller number stands; they get no further ones."""
    community_rules.may_steward(community, by).require()
    locked = Community.objects.locked(community.pk)
    VoteBudget.objects.update_or_create(community=locked, defaults={"votes": votes})
    record(by, "idea.budget_set", locked, community_id=locked.pk, votes=votes)


def _hold_purse(person: int, community: int) -> None:
    Purse.objects.get_or_create(person_id=person, community_id=community)
    Purse.objects.select_for_update().get(person_id=person, community_id=community)


def _require_one_left(person: int, community: int) -> None:
    budget, spent = purses.budget(community), purses.spent(person, community)
    if spent >= budget:
        words = ngettext(
            "Your one vote in this community is given. Take it back from the other idea to give it to this one.",
            "Your %(num)s votes in this community are given. Take one back from another idea to give it to this one.",
            budget,
        )
        raise Refused(words % {"num": budget})
