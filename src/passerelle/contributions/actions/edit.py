"""Change what one wrote; the version before is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction

from passerelle.contributions import rules, writing
from passerelle.contributions.actions.propose import propose
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Change, Contribution, Details, Post, Revision, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.lib.text import one_line, slugify
from passerelle.topics.models import Topic


@transaction.atomic
def edit(
    contribution: Contribution,
    *,
    title: str,
    text: str,
    by: Actor,
    details: Mapping[str, Any] | None = None,
    topics: Collection[Topic] | None = None,
) -> Contribution:
    """Give a contribution a new title, text, details or topics; raises Refused unless the actor may.

    ``details`` and ``topics`` left out stay as they are. Where a community manager reads first, the change waits.
    """
    locked = Contribution.objects.locked(contribution.pk)
    rules.may_edit(locked, by).require()
    body = Post.objects.unscoped("its body").select_related("contribution__home").get(contribution=locked, is_body=True)
    if rules.is_read_first(body, by):
        propose(body, title=title, text=text, details=details, topics=topics, by=by)
        return locked
    Change.objects.filter(post=body).delete()
    return rewrite(locked, title, text, by, by, details=details, topics=topics)


def rewrite(
    locked: Contribution,
    title: str,
    text: str,
    writer: Actor,
    by: Actor,
    *,
    details: Mapping[str, Any] | None = None,
    topics: Iterable[Topic] | None = None,
) -> Contribution:
    """Put what the writer wrote in the place of what was there; the version before is kept."""
    body = Post.objects.unscoped("its body").get(contribution=locked, is_body=True)
    keep_revision(body, locked.title)
    rendered = writing.write(body, text, writer, locked.language)
    body.edited_at = now()
    body.save()
    locked.title = one_line(title, 200)
    locked.slug = slugify(locked.title or body.excerpt[:80])
    locked.language = body.language
    locked.version += 1
    kind = get_kind(locked.kind_slug)
    before = read_details(locked)
    if details is not None and kind.details is not None:
        kind.details._default_manager.filter(contribution=locked).update(**details)
    after = read_details(locked)
    locked.facts = kind.facts(locked, after)
    locked.save(update_fields=["title", "slug", "language", "version", "facts"])
    if topics is not None:
        locked.topics.set(topics)
    named = writing.attach_and_mention(body, rendered, writer)
    record(
        by,
        "contribution.edited",
        locked,
        contribution_id=locked.pk,
        community_id=locked.home_id,
        post=body.pk,
        author=writer.person_id,
        mentions=sorted(named) if locked.standing == Standing.PUBLISHED else [],
    )
    if before is not None and after is not None:
        kind.edited(locked, before, after)
    return locked


def read_details(contribution: Contribution) -> Details | None:
    """The kind's own row of a contribution, None for kinds without columns."""
    details = get_kind(contribution.kind_slug).details
    return None if details is None else details._default_manager.filter(contribution=contribution).first()


def forget_details(contribution: Contribution) -> None:
    """Delete the kind's own row of a contribution."""
    details = get_kind(contribution.kind_slug).details
    if details is not None:
        details._default_manager.filter(contribution=contribution).delete()


def refresh_facts(contribution: Contribution) -> None:
    """Derive the facts on the card anew, after a verb of the kind changed its details; bumps the version."""
    contribution.facts = get_kind(contribution.kind_slug).facts(contribution, read_details(contribution))
    contribution.version += 1
    contribution.save(update_fields=["facts", "version"])


def keep_revision(post: Post, title: str) -> None:
    """Store the text as it stands before it is changed."""
    Revision.objects.create(
        post=post,
        number=post.revisions.count() + 1,
        title=title,
        source=post.source,
        written_at=post.edited_at or post.created_at,
        written_by_id=last_writer(post),
    )


def last_writer(post: Post) -> int | None:
    """Who wrote what stands there: whoever changed it last, as the journal knows; else its author."""
    if post.is_body and post.edited_at is not None:
        edits = Entry.objects.filter(contribution_id=post.contribution_id, verb="contribution.edited").order_by("-id")
        told = edits.values_list("particulars", flat=True).first() or {}
        return told.get("author", post.author_id)
    return post.author_id
