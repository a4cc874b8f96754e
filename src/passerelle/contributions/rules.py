"""Who may do what with a contribution or a text."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules as community_rules
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Involvement, Post, Reach, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused


def author(contribution: Contribution, actor: Actor) -> Decision:
    """The person who brought it."""
    if actor.is_system or (actor.is_present and contribution.author_id == actor.person_id):
        return ALLOWED
    return refused(_("Only the author can do this."))


def steward(contribution: Contribution, actor: Actor) -> Decision:
    """The community managers of its home."""
    return community_rules.may_steward(contribution.home, actor)


def author_or_steward(contribution: Contribution, actor: Actor) -> Decision:
    """Either of them."""
    if author(contribution, actor) or steward(contribution, actor):
        return ALLOWED
    return refused(_("Only the author and the community managers can do this."))


def anyone(contribution: Contribution, actor: Actor) -> Decision:
    """Everybody who may reply here."""
    return may_reply(contribution, actor)


def is_alive(contribution: Contribution) -> Decision:
    """Whether anything can still happen to it: it is public, and its home is not archived."""
    if contribution.standing != Standing.PUBLISHED:
        return refused(_("This contribution is not open for changes."))
    if contribution.home.is_archived:
        return refused(_("This community is archived: it can be read, not written in."))
    return ALLOWED


def may_edit(contribution: Contribution, actor: Actor) -> Decision:
    """Change the text while it lives: the author and, where a kind says so, people with a part in it; managers move it, not its words."""
    if contribution.is_tombstone or contribution.home.is_archived:
        return refused(_("This contribution can no longer be changed."))
    decision = author(contribution, actor)
    if decision or not _writes_with(contribution, actor):
        return decision
    if contribution.reach == Reach.PLACEMENTS and community_rules.needs_approval(contribution.home, actor):
        # One change waits at a time, and it appears in the author's name.
        return refused(_("In this community changes are read first: send yours to the author as a suggestion."))
    return ALLOWED


def _writes_with(contribution: Contribution, actor: Actor) -> bool:
    parts = get_kind(contribution.kind_slug).written_by
    if not parts or not actor.is_present:
        return False
    bound = Involvement.objects.filter(contribution=contribution, person_id=actor.own_id, ended_at=None)
    return bound.filter(part__in=parts).exists()


def may_suggest(contribution: Contribution, actor: Actor) -> Decision:
    """Say how one would write it instead: whoever may reply and not change it, where its kind takes suggestions now."""
    if may_edit(contribution, actor):
        return refused(_("You may change this text yourself."))
    takes = get_kind(contribution.kind_slug).takes_suggestions(contribution)
    if not takes:
        return takes
    if not actor.is_present:
        return refused(_("Sign in first."))
    if community_rules.may_reply(contribution.home, actor):
        return ALLOWED
    return refused(_("Join the community it lives in first."))


def is_read_first(post: Post, actor: Actor) -> bool:
    """Whether what the actor changes in a text everybody reads waits for a community manager."""
    published = post.standing == post.contribution.standing == Standing.PUBLISHED
    public = published and post.contribution.reach == Reach.PLACEMENTS
    return public and community_rules.needs_approval(post.contribution.home, actor)


def may_reply(contribution: Contribution, actor: Actor) -> Decision:
    """Reply where the conversation may be read and the community lets one write."""
    alive = is_alive(contribution)
    if not alive:
        return alive
    if contribution.locked_at is not None and not steward(contribution, actor):
        return refused(_("This conversation is closed."))
    return community_rules.may_reply(contribution.home, actor)


def may_comment_on_passages(contribution: Contribution, actor: Actor) -> Decision:
    """Reply about one passage of the text, where the kind lets one."""
    if not get_kind(contribution.kind_slug).comments_on_passages:
        return refused(_("Here people reply to the whole text."))
    return may_reply(contribution, actor)


def may_react(contribution: Contribution, actor: Actor) -> Decision:
    """Whoever reads a living contribution may react."""
    return is_alive(contribution) if actor.is_present else refused(_("Sign in to react."))


def may_share(contribution: Contribution, actor: Actor) -> Decision:
    """Only the author or the home's community managers may show it to a wider audience."""
    alive = is_alive(contribution)
    if alive and contribution.reach != Reach.PLACEMENTS:
        return refused(_("This is for the people involved only."))
    return author_or_steward(contribution, actor) if alive else alive


def may_withdraw(contribution: Contribution, actor: Actor) -> Decision:
    """The author takes back what is theirs."""
    return refused(_("It is gone already.")) if contribution.is_tombstone else author(contribution, actor)


def may_remove(post: Post, actor: Actor) -> Decision:
    """The community managers of the home, with a reason; who stands in for them where the only one wrote it."""
    contribution = post.contribution
    if post.is_body and contribution.is_tombstone:
        return refused(_("It is gone already."))
    if community_rules.stands_in(contribution.home, post.author_id, actor):
        return ALLOWED
    return steward(contribution, actor)


def may_translate(contribution: Contribution, actor: Actor, *, is_version: bool) -> Decision:
    """Begin a version in another language: whoever may change its text. A version is translated from its original."""
    if is_version:
        return refused(_("This is a version itself: translate its original."))
    if not contribution.language:
        return refused(_("In which language it is written is not known yet: write more of it first."))
    return may_edit(contribution, actor)


def may_edit_reply(post: Post, actor: Actor) -> Decision:
    """The person who wrote it, while it and the conversation live."""
    if post.is_tombstone or post.contribution.is_tombstone or post.contribution.home.is_archived:
        return refused(_("This text can no longer be changed."))
    if actor.is_system or (actor.is_present and post.author_id == actor.person_id):
        return ALLOWED
    return refused(_("Only the author can do this."))
