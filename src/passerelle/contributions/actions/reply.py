"""Reply to a contribution, and mend one's reply."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules as community_rules
from passerelle.communities.actions.activity import note_activity
from passerelle.contributions import rules, writing
from passerelle.contributions.actions.edit import keep_revision
from passerelle.contributions.actions.passage import keep_passage
from passerelle.contributions.actions.propose import propose
from passerelle.contributions.models import Change, Contribution, Follow, Passage, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.changing import RowChange, changing
from passerelle.lib.clock import now
from passerelle.lib.inserting import insert, insert_unless_there
from passerelle.lib.sentences import Stretch


@transaction.atomic
def reply(
    contribution: Contribution,
    *,
    text: str,
    by: Actor,
    parent: Post | None = None,
    at: datetime | None = None,
    about: Stretch | None = None,
) -> Post:
    """Answer a contribution, or one of its replies; replies nest one level, deeper ones join their thread.

    ``about`` is a passage of its text. Raises Refused when the conversation is closed to this actor, for a parent of another
    one, and for a passage that does not stand there. ``at`` dates it in the past (demo only).
    """
    locked = Contribution.objects.locked(contribution.pk)
    rules.may_reply(locked, by).require()
    if parent is not None and parent.contribution_id != locked.pk:
        raise Refused(_("Choose one of the replies."))
    moment = at or now()
    post = Post(
        contribution=locked,
        parent=top_reply(parent),
        passage=None if about is None else _commented(locked, about, by),
        author_id=by.person_id,
        created_at=moment,
        standing=Standing.HELD if community_rules.needs_approval(locked.home, by) else Standing.PUBLISHED,
    )
    rendered = writing.write(post, text, by, locked.language or writing.usual_language(by, locked.home))
    insert(post)
    named = writing.attach_and_mention(post, rendered, by, is_new=True)
    if by.person_id is not None:  # who chose a level keeps it
        insert_unless_there(Follow(person_id=by.person_id, contribution=locked, level=Follow.Level.WATCH, chosen=False))
    if post.standing == Standing.HELD:
        record(by, "reply.held", post, contribution_id=locked.pk, community_id=locked.home_id, at=moment)
    else:
        appear(post, locked, by, moment, named)
    return post


def _commented(contribution: Contribution, about: Stretch, by: Actor) -> Passage:
    rules.may_comment_on_passages(contribution, by).require()
    return keep_passage(Post.objects.locked(contribution.body_id or 0), about, by=by)


def top_reply(parent: Post | None) -> Post | None:
    """The reply a nested reply hangs on: one level only, and never the body."""
    if parent is None or parent.is_body:
        return None
    return parent if parent.parent_id is None else parent.parent


def appear(post: Post, contribution: Contribution, by: Actor, moment: datetime, named: set[int]) -> None:
    """Count a reply that is now public, and record it."""
    contribution.replies_count += 1
    contribution.last_activity_at = max(contribution.last_activity_at, moment)
    contribution.version += 1
    _count(contribution.pk, contribution.replies_count, contribution.last_activity_at, contribution.version)
    note_activity(contribution.home_id, moment)
    record(
        by,
        "reply.published",
        post,
        contribution_id=contribution.pk,
        community_id=contribution.home_id,
        at=moment,
        author=post.author_id,
        parent=post.parent_id,
        mentions=sorted(named),
    )


@changing
def _count(contribution: int, replies: int, moment: datetime, version: int) -> RowChange:
    counted = Contribution.objects.unscoped("counters").filter(pk=contribution)
    return RowChange(counted, {"replies_count": replies, "last_activity_at": moment, "version": version})


@transaction.atomic
def edit_reply(post: Post, *, text: str, by: Actor) -> Post:
    """Give a reply a new text; raises Refused unless it is the actor's own and alive.

    Where a community manager reads first, the change waits.
    """
    locked = Post.objects.locked(post.pk)
    rules.may_edit_reply(locked, by).require()
    if rules.is_read_first(locked, by):
        propose(locked, text=text, by=by)
        return locked
    Change.objects.filter(post=locked).delete()
    return rewrite_reply(locked, text, by, by)


def rewrite_reply(locked: Post, text: str, writer: Actor, by: Actor) -> Post:
    """Put what the writer wrote in the place of what was there; the version before is kept."""
    keep_revision(locked, "")
    rendered = writing.write(locked, text, writer, locked.language)
    locked.edited_at = now()
    locked.save()
    named = writing.attach_and_mention(locked, rendered, writer)
    record(
        by,
        "reply.edited",
        locked,
        contribution_id=locked.contribution_id,
        community_id=locked.contribution.home_id,
        author=writer.person_id,
        mentions=sorted(named) if locked.standing == Standing.PUBLISHED else [],
    )
    return locked
