"""Propose another wording of a published text, where a community manager reads first; take the proposal back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from passerelle.contributions import rules, writing
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Change, Post
from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.lib.text import one_line
from passerelle.topics.models import Topic


def propose(
    post: Post,
    *,
    text: str,
    by: Actor,
    title: str = "",
    details: Mapping[str, Any] | None = None,
    topics: Collection[Topic] | None = None,
) -> None:
    """Keep a change until it is read; a later one takes its place. Inside the transaction of the verb that edits."""
    source, rendered = writing.derive(text, by)
    change = Change(
        post=post,
        title=one_line(title, 200),
        source=source,
        topics=None if topics is None else [topic.pk for topic in topics],
        at=now(),
    )
    change.set_details(get_kind(post.contribution.kind_slug).details, None if details is None else dict(details))
    Change.objects.filter(post=post).delete()
    change.save()
    writing.attach(post, rendered, by)
    _record(by, "change_held", post)


@transaction.atomic
def drop_change(post: Post, *, by: Actor) -> None:
    """The author thinks better of it; the text stays as it is. Raises Refused for others."""
    (rules.may_edit(post.contribution, by) if post.is_body else rules.may_edit_reply(post, by)).require()
    if Change.objects.filter(post=post).delete()[0]:
        _record(by, "change_dropped", post)


def _record(by: Actor, verb: str, post: Post) -> None:
    head = post.contribution
    record(
        by,
        f"contribution.{verb}" if post.is_body else f"reply.{verb}",
        head if post.is_body else post,
        contribution_id=head.pk,
        community_id=head.home_id,
    )
