"""Say that an idea waits longer than promised: to whoever decides, then to the community managers, each once and to nobody else."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.idea import rules
from passerelle.kinds.innovation.idea.deciders import managers_of, owner_of
from passerelle.kinds.innovation.idea.models import AnswerTime, Idea
from passerelle.kinds.innovation.idea.models.promise import DECIDE, MOST_DAYS
from passerelle.kinds.innovation.idea.silence import answer_days, is_due, promised_for
from passerelle.lib.clock import now


@transaction.atomic
def promise(community: Community, working_days: int, *, by: Actor) -> None:
    """Within how many working days ideas get their next step here; also those that wait already."""
    community_rules.may_steward(community, by).require()
    if not 1 <= working_days <= MOST_DAYS:
        raise Refused(_("Promise between 1 and 60 working days."))
    locked = Community.objects.locked(community.pk)
    AnswerTime.objects.update_or_create(community=locked, defaults={"working_days": working_days})
    record(by, "idea.answer_promised", locked, community_id=locked.pk, days=working_days)


@transaction.atomic
def escalate(contribution: Contribution, *, by: Actor) -> None:
    """Tell who is to be told now, if anybody. It waits for them from now on; idempotent until as long has passed again."""
    head = Contribution.objects.locked(contribution.pk)
    idea, days = Idea.objects.get(pk=head.pk), answer_days(head.home_id)
    if not rules.is_open(head) or not is_due(head, idea, days):
        return
    owner = owner_of(head)
    if owner and idea.owner_told_at is None:
        people = {owner}
    else:
        people = set() if idea.managers_told_at else managers_of(head) - {owner or 0}
        idea.managers_told_at = idea.managers_told_at or now()
    idea.owner_told_at = idea.owner_told_at or now()
    told = Deadline.objects.filter(contribution=head, purpose=DECIDE, met_at=None)
    people -= set(told.values_list("person_id", flat=True))  # a manager who is named afterwards knows already
    idea.save(update_fields=["owner_told_at", "managers_told_at"])
    for person in sorted(people):
        due = {"due_at": promised_for(head, days)}
        Deadline.objects.get_or_create(contribution=head, person_id=person, purpose=DECIDE, met_at=None, defaults=due)
    if people:
        named = sorted(people)
        record(by, "idea.unanswered", head, contribution_id=head.pk, community_id=head.home_id, people=named)
