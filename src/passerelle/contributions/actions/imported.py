"""Take over texts of another tool: the verb of importers, many texts in one transaction.

It differs from ``contribute`` and ``reply`` in what an import needs: public ids and times are given, authors are named
one by one, rows are written in bulk, and nobody is told. What it leaves behind is the same, entry by entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from passerelle.communities.actions.activity import note_activity
from passerelle.communities.models import Community
from passerelle.contributions.kinds import Kind, get_kind
from passerelle.contributions.models import EXCERPT_LENGTH, Contribution, Details, Mention, Placement, Post
from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import new_entry, record_many
from passerelle.lib.languages import detect
from passerelle.lib.markdown import Ref, Rendered, excerpt, render
from passerelle.lib.text import clean, one_line, slugify
from passerelle.people.models import Person
from passerelle.people.rules import may_import
from passerelle.topics.models import Topic

TITLE_LENGTH = 200


@dataclass(slots=True)
class ImportedText:
    """A text, and the conversation it belongs to; the first text of an unknown conversation becomes its body.

    It is rendered as soon as it is made, so that the transaction that writes it is short: people go on working meanwhile.
    """

    pid: str
    conversation: str  # public id of the contribution
    title: str
    community_id: int
    author_id: int | None
    at: datetime
    source: str
    details: Details | None = None  # of a body whose kind has columns of its own; not saved yet
    topics: Sequence[Topic] = ()  # of a body
    written: Rendered = field(init=False)

    def __post_init__(self) -> None:
        """Clean and render."""
        self.source = clean(self.source, SOURCE_LENGTH).strip()
        self.written = render(self.source)


@dataclass(slots=True)
class _Batch:
    """What is about to be written; conversations by public id."""

    known: dict[str, Contribution]
    begun: dict[str, Contribution] = field(default_factory=dict)
    bodies: list[ImportedText] = field(default_factory=list)  # of those, in order
    posts: list[Post] = field(default_factory=list)
    mentions: list[frozenset[Ref]] = field(default_factory=list)


@transaction.atomic
def import_texts(texts: Sequence[ImportedText], *, kind_slug: str, by: Actor) -> list[Post]:
    """Write texts in the order given, none of which may be here already; raises Refused unless an importer acts.

    Raises ValueError for a kind that is unknown, and for a body without the details its kind asks for.
    """
    may_import(by).require()
    kind = get_kind(kind_slug)
    if kind.retired:
        raise ValueError(f"texts cannot be imported as {kind_slug!r}")
    found = Contribution.objects.unscoped("conversations the import continues").select_for_update()
    batch = _Batch({one.pid: one for one in found.filter(pid__in={text.conversation for text in texts})})
    for text in texts:
        _take(text, batch, kind)
    Contribution.objects.bulk_create(batch.begun.values())
    _detail(batch, kind)
    Contribution.objects.bulk_update(batch.known.values(), ["replies_count", "version", "last_activity_at"])
    Post.objects.bulk_create(batch.posts)
    _place(batch)
    _touch_communities(batch)
    named = _mention(batch)
    record_many([_entry(post, kind, by, mentions) for post, mentions in zip(batch.posts, named, strict=True)])
    return batch.posts


def _take(text: ImportedText, batch: _Batch, kind: Kind) -> None:
    contribution = batch.known.get(text.conversation) or batch.begun.get(text.conversation)
    is_body = contribution is None
    if contribution is None:
        contribution = batch.begun[text.conversation] = _begin(text, kind)
        batch.bodies.append(text)
    else:
        contribution.replies_count += 1
        contribution.version += 1
        contribution.last_activity_at = max(contribution.last_activity_at, text.at)
    batch.mentions.append(text.written.mentions)
    batch.posts.append(
        Post(
            pid=text.pid,
            contribution=contribution,
            is_body=is_body,
            author_id=text.author_id,
            source=text.source,
            html=text.written.html,
            renderer=text.written.version,
            excerpt=excerpt(text.written.plain, EXCERPT_LENGTH),
            # Telling a language costs more than the rest together; a conversation keeps to the one it began in.
            language=contribution.language,
            created_at=text.at,
        )
    )


def _begin(text: ImportedText, kind: Kind) -> Contribution:
    if not isinstance(text.details, kind.details or type(None)):
        raise ValueError(f"{kind.slug!r} has details of its own, or none")
    title = one_line(text.title, TITLE_LENGTH)
    contribution = Contribution(
        pid=text.conversation,
        kind_slug=kind.slug,
        title=title,
        slug=slugify(title),
        state=kind.appears,
        author_id=text.author_id,
        home_id=text.community_id,
        language=detect(f"{title}\n{text.written.plain}"),
        created_at=text.at,
        last_activity_at=text.at,
    )
    contribution.facts = kind.facts(contribution, None)
    return contribution


def _detail(batch: _Batch, kind: Kind) -> None:
    """Save the kind's own columns, and topics."""
    begun = list(zip(batch.begun.values(), batch.bodies, strict=True))
    if kind.details is not None:
        for contribution, text in begun:
            if text.details is not None:
                text.details.contribution = contribution
        kind.details._default_manager.bulk_create(text.details for _contribution, text in begun if text.details)
        for contribution, text in begun:
            contribution.facts = kind.facts(contribution, text.details)
        Contribution.objects.bulk_update(batch.begun.values(), ["facts"])
    link = Contribution.topics.through
    link._default_manager.bulk_create(
        link(contribution_id=contribution.pk, topic_id=topic.pk)
        for contribution, text in begun
        for topic in text.topics
    )


def _place(batch: _Batch) -> None:
    """Point each new conversation at its body, and put it into its community."""
    bodies = Post.objects.unscoped("bodies just written").filter(contribution=OuterRef("pk"), is_body=True)
    begun = Contribution.objects.unscoped("conversations just begun").filter(
        pk__in=[one.pk for one in batch.begun.values()]
    )
    begun.update(body=Subquery(bodies.values("pk")[:1]))
    Placement.objects.bulk_create(
        Placement(contribution=one, community_id=one.home_id, placed_at=one.created_at, placed_by_id=one.author_id)
        for one in batch.begun.values()
    )


def _mention(batch: _Batch) -> list[list[int]]:
    """Store whom the texts name; returns the ids of people, text by text."""
    pids = {ref.id for refs in batch.mentions for ref in refs}
    people = dict(Person.objects.filter(pid__in=pids).values_list("pid", "pk"))
    named = Community.objects.unscoped("communities the texts name").filter(pid__in=pids)
    communities = dict(named.values_list("pid", "pk"))
    Mention.objects.bulk_create(
        Mention(post=post, person_id=people.get(ref.id), community_id=communities.get(ref.id))
        for post, refs in zip(batch.posts, batch.mentions, strict=True)
        for ref in refs
        if ref.id in people or ref.id in communities
    )
    return [sorted(people[ref.id] for ref in refs if ref.id in people) for refs in batch.mentions]


def _touch_communities(batch: _Batch) -> None:
    latest: dict[int, datetime] = {}
    for one in (*batch.known.values(), *batch.begun.values()):
        latest[one.home_id] = max(one.last_activity_at, latest.get(one.home_id, one.last_activity_at))
    for home_id, moment in latest.items():
        note_activity(home_id, moment)


def _entry(post: Post, kind: Kind, by: Actor, mentions: list[int]) -> Entry:
    """The entry the text would have left as a contribution or a reply."""
    contribution = post.contribution
    subject = contribution if post.is_body else post
    of_body = {"kind": kind.slug, "post": post.pk, "author": post.author_id, "mentions": mentions}
    of_reply = {"author": post.author_id, "parent": None, "mentions": mentions}
    return new_entry(
        by,
        "contribution.published" if post.is_body else "reply.published",
        subject,
        contribution_id=contribution.pk,
        community_id=contribution.home_id,
        at=post.created_at,
        **(of_body if post.is_body else of_reply),
    )
