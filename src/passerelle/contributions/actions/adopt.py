"""Let a proposed change appear."""

from __future__ import annotations

from passerelle.contributions.actions.edit import rewrite
from passerelle.contributions.actions.reply import rewrite_reply
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Change, Contribution
from passerelle.journal.actor import Actor, person_actor, system_actor
from passerelle.topics.models import Topic


def adopt(change: Change, *, by: Actor) -> None:
    """Give the text what its author proposed, in their name; inside the transaction of the verb that decides."""
    post = change.post
    writer = person_actor(post.author) if post.author else system_actor()
    change.delete()
    if not post.is_body:
        rewrite_reply(post, change.source, writer, by)
        return
    head = Contribution.objects.locked(post.contribution_id)
    topics = None if change.topics is None else Topic.objects.filter(pk__in=change.topics)
    details = change.read_details(get_kind(head.kind_slug).details)
    rewrite(head, change.title or head.title, change.source, writer, by, details=details, topics=topics)
