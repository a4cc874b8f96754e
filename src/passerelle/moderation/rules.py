"""Who may ask for a decision, and who may take it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules as community_rules
from passerelle.contributions import rules
from passerelle.contributions.models import Post
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused


def may_report(post: Post, actor: Actor) -> Decision:
    """Whoever reads a text of somebody else."""
    if not actor.is_present:
        return refused(_("Sign in to report."))
    if post.is_tombstone:
        return refused(_("It is gone already."))
    if post.author_id == actor.person_id:
        return refused(_("This is your own text: you can take it back."))
    return ALLOWED


def may_judge(post: Post, actor: Actor) -> Decision:
    """The community managers of the home, or who stands in for them; nobody decides about their own text."""
    if post.author_id is not None and post.author_id == actor.person_id:
        return refused(_("Another community manager decides about your own text."))
    if community_rules.stands_in(post.contribution.home, post.author_id, actor):
        return ALLOWED
    return rules.steward(post.contribution, actor)


def may_publish(post: Post, actor: Actor) -> Decision:
    """Publish what was held, or not: the community managers of the home, or who stands in where none is left."""
    return community_rules.may_decide(post.contribution.home, post.author_id, actor)
