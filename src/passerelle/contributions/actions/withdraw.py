"""Take a text away: by its author, or by a community manager with a reason. A tombstone stays."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.contributions import rules
from passerelle.contributions.actions.edit import forget_details, keep_revision
from passerelle.contributions.models import Attachment, Change, Contribution, Placement, Post, Standing, Suggestion
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, refused
from passerelle.journal.recording import record


@transaction.atomic
def withdraw(post: Post, *, by: Actor) -> Post:
    """The author takes back a contribution (by its body) or a reply; raises Refused otherwise."""
    decision = rules.may_withdraw(post.contribution, by) if post.is_body else rules.may_edit_reply(post, by)
    decision.require()
    return _bury(post, Standing.WITHDRAWN, by)


@transaction.atomic
def remove(post: Post, *, reason: str, by: Actor) -> Post:
    """A community manager removes a text; ``reason`` is one of the closed codes of moderation. Raises Refused otherwise."""
    rules.may_remove(post, by).require()
    return _bury(post, Standing.REMOVED, by, reason=reason)


@transaction.atomic
def erase_text(post: Post, *, by: Actor) -> Post:
    """Take away a text of somebody who was erased, wherever it stands; only Passerelle itself does this, else Refused."""
    (ALLOWED if by.is_system else refused(_("Only the author can do this."))).require()
    return _bury(post, Standing.WITHDRAWN, by)


def _bury(post: Post, standing: Standing, by: Actor, **particulars: Any) -> Post:
    contribution = Contribution.objects.locked(post.contribution_id)
    locked = Post.objects.locked(post.pk)
    if locked.is_tombstone:
        return locked
    was_public = locked.standing == Standing.PUBLISHED
    locked.standing = standing
    _empty(locked, contribution, keep=standing == Standing.REMOVED, by=by)
    if locked.is_body:
        _unlist(contribution)
        contribution.standing = standing
    elif not was_public:
        _forget(locked)
    else:
        contribution.replies_count = max(0, contribution.replies_count - 1)
    contribution.version += 1
    contribution.save(update_fields=["standing", "replies_count", "version", "title", "slug", "facts"])
    noun = "contribution" if locked.is_body else "reply"
    subject = contribution if locked.is_body else locked
    record(
        by,
        f"{noun}.{standing}",
        subject,
        contribution_id=contribution.pk,
        community_id=contribution.home_id,
        **particulars,
    )
    return locked


def _unlist(contribution: Contribution) -> None:
    """Take it out of the feeds; what nobody ever saw leaves no tombstone there either."""
    places = Placement.objects.filter(contribution=contribution)
    if contribution.standing == Standing.PUBLISHED:
        places.update(listed=False)
    else:
        places.delete()


def _forget(reply: Post) -> None:
    """A reply that never appeared leaves no tombstone, unless a community manager answered it already."""
    posts = Post.objects.unscoped("a reply that never appeared")
    if not posts.filter(parent=reply).exists():
        posts.filter(pk=reply.pk).delete()


def _empty(post: Post, contribution: Contribution, *, keep: bool, by: Actor) -> None:
    """Leave nothing a page, a list or a link could show.

    What an author takes back is gone with all its versions and what its kind knew of it. What a moderator removes is kept
    as a version that no page shows, so that the decision can be looked at again.
    """
    if keep:
        keep_revision(post, contribution.title if post.is_body else "")
    else:
        post.revisions.all().delete()
        if post.is_body:
            forget_details(contribution)
            Suggestion.objects.filter(contribution=contribution).delete()
        Attachment.objects.unscoped("files of this very text").filter(post=post).update(post=None, owner=None)
    Change.objects.filter(post=post).delete()
    post.renditions.all().delete()
    post.passages.all().delete()
    post.mentions.all().delete()
    post.source = post.html = post.excerpt = ""
    post.passage = None
    post.save(update_fields=["standing", "source", "html", "excerpt", "passage"])
    if post.is_body:
        contribution.title = contribution.slug = ""
        contribution.facts = {}
