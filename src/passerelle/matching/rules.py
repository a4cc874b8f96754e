"""Who may ask for help, and of whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from passerelle.contributions import rules
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused


def seeks(contribution: Contribution) -> bool:
    """Whether it waits for an answer of whoever has one."""
    return contribution.state in get_kind(contribution.kind_slug).seeking and bool(rules.is_alive(contribution))


def may_ask(contribution: Contribution, actor: Actor) -> Decision:
    """Whoever brought it and the community managers, while it waits for an answer."""
    if not seeks(contribution) or contribution.locked_at is not None:
        return refused(_("This no longer waits for an answer."))
    if not actor.is_present:
        return refused(_("Sign in to ask somebody."))
    return ALLOWED if (allowed := rules.author_or_steward(contribution, actor)) else allowed


def may_report_solved(contribution: Contribution, actor: Actor) -> Decision:
    """Whoever reads it, as long as it lives; of what one brought oneself it says nothing."""
    if not actor.is_present:
        return refused(_("Sign in to thank somebody."))
    if contribution.author_id == actor.own_id:
        return refused(_("You brought this yourself."))
    return rules.is_alive(contribution)
