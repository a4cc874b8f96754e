"""When an idea may be called measured: its effect is a number of a time that is over."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from passerelle.contributions import rules
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Decision, refused
from passerelle.lib.clock import now
from passerelle.trail.models import Link, Outcome, Relation, Status


def steward_with_an_outcome(contribution: Contribution, actor: Actor) -> Decision:
    """The community managers, once an outcome stands with the idea or with what carries it out."""
    allowed = rules.steward(contribution, actor)
    carried = Link.objects.unscoped("what carries it out").filter(earlier=contribution, relation=Relation.REALISES)
    later = carried.filter(status=Status.CONFIRMED).values("later_id")
    outcomes = Outcome.objects.unscoped("whether anything was measured").filter(ends_on__lte=timezone.localdate(now()))
    if not allowed or outcomes.filter(Q(contribution=contribution) | Q(contribution__in=later)).exists():
        return allowed
    return refused(_("Write down an outcome first: a number, how it was measured, and where."))
