"""Who may say what goes back to what, who confirms it, who decides and measures."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules as community_rules
from passerelle.communities.reading import readable_ids
from passerelle.contributions import rules
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Involvement, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused
from passerelle.trail.models import COUNTED, Link, Status

BRINGING = (Involvement.Part.CO_AUTHOR, Involvement.Part.TEAM)
"""Who had a part in it, so that what comes of it goes back to them. Who decides or reviews has none."""
ANSWERING = (*BRINGING, Involvement.Part.OWNER)
"""Who says where it comes from."""


def answering(actor: Actor, heads: Iterable[Contribution]) -> set[int]:
    """Those of these contributions that the actor answers for: brought alone or with others, or in a home they manage."""
    known = list(heads)
    own = {head.pk for head in known if rules.author_or_steward(head, actor)}
    if not actor.is_present or len(own) == len(known):
        return own
    parts = Involvement.objects.filter(person_id=actor.own_id, ended_at=None, part__in=ANSWERING)
    known = [head for head in known if head.home_id in readable_ids(actor)]  # of the others they see a card by now
    return own | set(parts.filter(contribution__in=known).values_list("contribution_id", flat=True))


def answers_for(contribution: Contribution, actor: Actor) -> Decision:
    """Its author, who brings it with them, and the community managers of its home."""
    if answering(actor, [contribution]):
        return ALLOWED
    return refused(_("Only its author, those who work on it and the community managers can do this."))


def may_link(later: Contribution, actor: Actor) -> Decision:
    """Say where something comes from: whoever may reply there; of what waits, who answers for it. An import may."""
    if actor.is_system:
        return ALLOWED
    if later.home.is_archived:
        return refused(_("This community is archived: it can be read, not written in."))
    if later.standing in (Standing.HELD, Standing.SCHEDULED):
        return answers_for(later, actor)
    alive = rules.is_alive(later)
    return community_rules.may_reply(later.home, actor) if alive else alive


def may_confirm(link: Link, actor: Actor) -> Decision:
    """Who answers for the later says where it comes from."""
    if link.status == Status.TOMBSTONED:
        return refused(_("This link was taken away meanwhile."))
    return writes(link.later, actor)


def may_dispute(link: Link, actor: Actor) -> Decision:
    """Who answers for either end."""
    if link.status not in COUNTED:
        return refused(_("Nobody has confirmed this link: there is nothing to dispute."))
    return ALLOWED if writes(link.earlier, actor) else writes(link.later, actor)


def may_unlink(link: Link, actor: Actor) -> Decision:
    """Who answers for the later, and who proposed it as long as nobody confirmed it."""
    if link.status == Status.PROPOSED and actor.is_present and link.asserted_by_id == actor.person_id:
        return ALLOWED
    return may_confirm(link, actor)


def may_claim(contribution: Contribution, actor: Actor) -> Decision:
    """Say that somebody had a part: whoever sees it, while it lives."""
    if not actor.is_present:
        return refused(_("Sign in to do this."))
    return not_archived(contribution, actor) and rules.is_alive(contribution)


def writes(contribution: Contribution, actor: Actor) -> Decision:
    """Who answers for it, where one may still write."""
    return not_archived(contribution, actor) and answers_for(contribution, actor)


def not_archived(contribution: Contribution, actor: Actor) -> Decision:
    """Nothing is written any more in an archived community; imports may."""
    if contribution.home.is_archived and not actor.is_system:
        return refused(_("This community is archived: it can be read, not written in."))
    return ALLOWED


def may_measure(contribution: Contribution, actor: Actor) -> Decision:
    """Write down what came of it: who answers for it, while it lives, and whom its kind lets do so."""
    alive = rules.is_alive(contribution)
    if alive and get_kind(contribution.kind_slug).may_measure(contribution, actor):
        return ALLOWED
    return answers_for(contribution, actor) if alive else alive
