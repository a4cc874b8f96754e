"""Who listens to a signal, and when it may be said that something came of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from passerelle.communities.reading import readable_ids
from passerelle.contributions import rules
from passerelle.contributions.models import Contribution, Involvement, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused


def listener(contribution: Contribution, actor: Actor) -> Decision:
    """The community managers of its home, and those it went to who still read there."""
    if rules.steward(contribution, actor) or _went_to(contribution, actor):
        return ALLOWED
    return refused(_("Only the community managers and those it went to can do this."))


def listener_who_answered(contribution: Contribution, actor: Actor) -> Decision:
    """The same, once somebody told the person who brought it what came of it: nothing ends without a word."""
    allowed = listener(contribution, actor)
    if not allowed or _is_answered(contribution):
        return allowed
    return refused(_("Say in a reply what came of it first: the person who brought this reads it."))


def gathered_by_itself(contribution: Contribution, actor: Actor) -> Decision:
    """It is in a trend when somebody put it into one: never by saying so."""
    return ALLOWED if actor.is_system else refused(_("Add it to a trend: then this follows by itself."))


def _went_to(contribution: Contribution, actor: Actor) -> bool:
    parts = Involvement.objects.filter(contribution=contribution, part=Involvement.Part.FOCAL_PERSON, ended_at=None)
    return contribution.home_id in readable_ids(actor) and parts.filter(person_id=actor.own_id).exists()


def _is_answered(contribution: Contribution) -> bool:
    replies = Post.objects.unscoped("whether somebody answered").filter(contribution=contribution, is_body=False)
    return replies.filter(standing=Standing.PUBLISHED).exclude(author_id=contribution.author_id).exists()
