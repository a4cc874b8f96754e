"""Who may do what with an idea, beyond the spine's rules."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules as community_rules
from passerelle.communities.reading import readable_ids
from passerelle.contributions import rules
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Reach
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused
from passerelle.kinds.innovation.idea.states import OPEN
from passerelle.kinds.innovation.idea.weighing import reviewers_of


def is_open(contribution: Contribution) -> Decision:
    """Whether it may still become something: people weigh it, join it, improve it."""
    alive = rules.is_alive(contribution)
    if not alive:
        return alive
    if contribution.reach != Reach.PLACEMENTS:
        return refused(_("This is for the people involved only."))
    if contribution.state not in OPEN:
        state = get_kind(contribution.kind_slug).state_label(contribution.state)
        words = _("This idea is settled (%(state)s), so this is over. Votes for it went back to whoever gave them.")
        return refused(words % {"state": state})
    return ALLOWED


def takes_part(contribution: Contribution, actor: Actor) -> Decision:
    """People who belong where the idea lives, and in open communities every colleague."""
    decision = is_open(contribution)
    if not decision:
        return decision
    if not actor.is_present:
        return refused(_("Sign in first."))
    if community_rules.may_reply(contribution.home, actor):
        return ALLOWED
    return refused(_("Join the community of this idea first."))


def weighs(contribution: Contribution, actor: Actor) -> Decision:
    """Whoever was asked to, as long as they read the conversation."""
    if contribution.home_id in readable_ids(actor) and actor.own_id in reviewers_of(contribution):
        return ALLOWED
    return refused(_("Only those who were asked weigh this idea."))


def names_owner(contribution: Contribution, actor: Actor) -> Decision:
    """Say who decides: the community managers."""
    return rules.steward(contribution, actor)
