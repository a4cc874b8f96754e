"""Who carries a project on, and when it may be said that it is out or measured."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules as community_rules
from passerelle.communities.reading import readable_ids
from passerelle.contributions import rules
from passerelle.contributions.models import Contribution, Involvement
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused
from passerelle.kinds.innovation.project.models import Project
from passerelle.lib.clock import now
from passerelle.trail.models import Outcome

CARRYING = (Involvement.Part.CO_AUTHOR, Involvement.Part.TEAM)
UNDER_WAY = ("planned", "running")


def team(contribution: Contribution, actor: Actor) -> Decision:
    """Whoever brought it, those who carry it with them, and the community managers."""
    if rules.author_or_steward(contribution, actor):
        return ALLOWED
    parts = Involvement.objects.filter(contribution=contribution, person_id=actor.own_id, ended_at=None)
    reads = actor.is_present and contribution.home_id in readable_ids(actor)  # not who sees only a card of it by now
    if reads and parts.filter(part__in=CARRYING).exists():
        return ALLOWED
    return refused(_("Only the people of the project and the community managers can do this."))


def may_join(contribution: Contribution, actor: Actor) -> Decision:
    """Carry it on: whoever may reply here, while it is under way."""
    if contribution.state not in UNDER_WAY:
        return refused(_("This project is not under way: nobody joins it now."))
    if actor.is_present and contribution.author_id == actor.own_id:
        return refused(_("You brought this project: you carry it already."))
    return rules.may_reply(contribution, actor)


def may_note(contribution: Contribution, actor: Actor) -> Decision:
    """Say what came out: the same people while anything can still happen to it, and none whose texts are read first here."""
    alive = rules.is_alive(contribution)
    if alive and community_rules.needs_approval(contribution.home, actor):
        return refused(_("In this community texts are read first: ask one of its managers to write it."))
    return team(contribution, actor) if alive else alive


def carries_on(contribution: Contribution, actor: Actor) -> Decision:
    """The same, while it is under way."""
    alive = rules.is_alive(contribution)
    if alive and contribution.state not in UNDER_WAY:
        return refused(_("This project is not under way: its milestones stand as they are."))
    return team(contribution, actor) if alive else alive


def may_plan(contribution: Contribution, actor: Actor) -> Decision:
    """Put a milestone down: the same people, and none whose texts are read first here."""
    if community_rules.needs_approval(contribution.home, actor):
        return refused(_("In this community texts are read first: ask one of its managers to write it."))
    return carries_on(contribution, actor)


def team_with_a_note(contribution: Contribution, actor: Actor) -> Decision:
    """What is out says what it is: its note is written first."""
    allowed = team(contribution, actor)
    if not allowed or Project.objects.filter(pk=contribution.pk).exclude(release_note="").exists():
        return allowed
    return refused(_("Write first what came out: whoever waited for it reads that."))


def team_with_an_outcome(contribution: Contribution, actor: Actor) -> Decision:
    """Measured is what has a number."""
    allowed = team(contribution, actor)
    outcomes = (
        Outcome.objects.unscoped("whether anything was measured")
        .filter(ends_on__lte=timezone.localdate(now()))
        .filter(contribution=contribution)
    )
    if not allowed or outcomes.exists():
        return allowed
    return refused(_("Write down an outcome first: a number, how it was measured, and where."))
