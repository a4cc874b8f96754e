"""What community managers do with a whole contribution: pin, lock, move house, split and merge conversations."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.contributions import rules
from passerelle.contributions.actions.edit import keep_revision
from passerelle.contributions.actions.reply import reply
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import (
    EXCERPT_LENGTH,
    Contribution,
    Details,
    Follow,
    Placement,
    Post,
    Reach,
    Standing,
)
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.lib.markdown import as_written, excerpt, render
from passerelle.lib.text import one_line, slugify


@transaction.atomic
def pin(contribution: Contribution, community: Community, *, by: Actor, pinned: bool = True) -> None:
    """Keep a contribution on top of a community, or let it go. Its community managers only."""
    community_rules.may_steward(community, by).require()
    places = Placement.objects.filter(contribution=contribution, community=community)
    if not places.update(pinned_at=now() if pinned else None):
        raise Refused(_("It is not shown in this community."))
    verb = "contribution.pinned" if pinned else "contribution.unpinned"
    record(by, verb, contribution, contribution_id=contribution.pk, community_id=community.pk)


@transaction.atomic
def lock(contribution: Contribution, *, by: Actor, locked: bool = True) -> None:
    """Close the conversation to further replies, or open it again. Community managers of the home."""
    rules.steward(contribution, by).require()
    head = Contribution.objects.locked(contribution.pk)
    head.locked_at = now() if locked else None
    head.version += 1
    head.save(update_fields=["locked_at", "version"])
    verb = "contribution.locked" if locked else "contribution.unlocked"
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id)


@transaction.atomic
def move_home(contribution: Contribution, community: Community, *, by: Actor) -> Contribution:
    """Give a contribution another home; the mover must be a manager here and allowed to publish there."""
    rules.steward(contribution, by).require()
    community_rules.may_place(community, by).require()
    head = Contribution.objects.locked(contribution.pk)
    before = head.home_id
    if before == community.pk:
        return head
    Placement.objects.filter(contribution=head, community=community).delete()
    Placement.objects.filter(contribution=head, is_home=True).update(community=community, pinned_at=None)
    head.home = community
    head.version += 1
    head.save(update_fields=["home", "version"])
    record(by, "contribution.rehomed", head, contribution_id=head.pk, community_id=community.pk, before=before)
    return head


@transaction.atomic
def split(replies: Collection[Post], *, title: str, by: Actor) -> Contribution:
    """Make a contribution of its own out of some replies of one conversation; the oldest becomes the body.

    Answers beneath a chosen reply come along. Raises Refused unless the actor manages the home.
    """
    chosen = sorted(replies, key=lambda post: (post.created_at, post.pk))
    if not chosen or any(post.is_body or post.contribution_id != chosen[0].contribution_id for post in chosen):
        raise Refused(_("Choose replies of one conversation."))
    source = Contribution.objects.locked(chosen[0].contribution_id)
    rules.steward(source, by).require()
    _require_shared(source)
    first, moment = chosen[0], now()
    ids = {post.pk for post in chosen}
    ids |= set(Post.objects.unscoped("answers beneath them").filter(parent_id__in=ids).values_list("pk", flat=True))
    kind = get_kind(source.kind_slug)
    head = Contribution.objects.create(
        kind_slug=kind.slug,
        title=one_line(title, 200),
        slug=slugify(title),
        state=kind.appears,
        author_id=first.author_id,
        home=source.home,
        reach=Reach.PLACEMENTS,
        language=first.language,
        created_at=first.created_at,
        last_activity_at=chosen[-1].created_at,
    )
    _move_texts(ids, first, head)
    head.body_id = first.pk
    details: Details | None = kind.details._default_manager.create(contribution=head) if kind.details else None
    head.facts = kind.facts(head, details)
    head.save(update_fields=["body", "facts"])
    Placement.objects.create(
        contribution=head, community=source.home, placed_at=first.created_at, placed_by_id=by.person_id
    )
    for each in (head, source):
        _recount(each)
    _bring_followers(source, head)
    record(
        by, "contribution.split", head, contribution_id=head.pk, community_id=head.home_id, at=moment, source=source.pk
    )
    return head


def _move_texts(ids: Collection[int], first: Post, head: Contribution) -> None:
    """Hang these texts on another head, the first as its body; what answered a text that stays answers the body."""
    moved = Post.objects.unscoped("the replies that move").filter(pk__in=ids)
    moved.update(contribution=head)
    moved.filter(parent_id=first.pk).update(parent=None)
    moved.exclude(parent_id__in=ids).update(parent=None)
    moved.filter(pk=first.pk).update(is_body=True, parent=None)


@transaction.atomic
def merge(contribution: Contribution, into: Contribution, *, by: Actor, reason: str = "") -> Contribution:
    """Let one contribution live on in another: its body and replies become replies there, followers come along.

    Its title becomes the first line of what was its body, so that whoever knows it by that finds it there.
    ``reason`` becomes a reply there. Raises Refused unless the actor manages both homes.
    """
    if contribution.pk == into.pk:
        raise Refused(_("A contribution cannot be merged into itself."))
    first, second = sorted((contribution.pk, into.pk))
    heads = {pk: Contribution.objects.locked(pk) for pk in (first, second)}
    source, target = heads[contribution.pk], heads[into.pk]
    rules.steward(source, by).require()
    rules.steward(target, by).require()
    for head in (source, target):
        _require_shared(head)
    posts = Post.objects.unscoped("the texts that move")
    _keep_title(posts.get(contribution=source, is_body=True), source.title)
    source.body = None
    source.standing = Standing.MERGED
    source.merged_into = target
    source.version += 1
    source.save(update_fields=["body", "standing", "merged_into", "version"])
    posts.filter(contribution=source).update(contribution=target, is_body=False)
    Placement.objects.filter(contribution=source).update(listed=False)
    _bring_followers(source, target)
    get_kind(source.kind_slug).merged(source, target)
    _recount(target)
    record(by, "contribution.merged", source, contribution_id=source.pk, community_id=source.home_id, into=target.pk)
    if reason:
        reply(target, text=reason, by=by)
    return target


def _keep_title(body: Post, title: str) -> None:
    """Put the title above the text, unless the text begins with it; the version before is kept."""
    if not title or render(body.source).plain.startswith(title):
        return
    keep_revision(body, title)
    body.source = f"**{as_written(title)}**\n\n{body.source}"
    rendered = render(body.source)
    body.html, body.renderer = rendered.html, rendered.version
    body.excerpt = excerpt(rendered.plain, EXCERPT_LENGTH)
    body.save(update_fields=["source", "html", "renderer", "excerpt"])


def _require_shared(head: Contribution) -> None:
    """What waits, is gone, or is for the involved alone neither gives texts to another conversation nor takes them."""
    rules.is_alive(head).require()
    if head.reach != Reach.PLACEMENTS:
        raise Refused(_("This contribution is not open for changes."))


def _bring_followers(source: Contribution, target: Contribution) -> None:
    """Whoever followed the one follows the other as closely, unless they chose otherwise already."""
    known = Follow.objects.filter(contribution=target).values("person_id")
    levels = Follow.objects.filter(contribution=source).exclude(person_id__in=known)
    Follow.objects.bulk_create(
        Follow(person_id=who, contribution=target, level=level, chosen=chosen)
        for who, level, chosen in levels.values_list("person_id", "level", "chosen")
    )


def _recount(head: Contribution) -> None:
    replies = Post.objects.unscoped("counters").filter(contribution=head, is_body=False, standing=Standing.PUBLISHED)
    last = replies.order_by("-created_at").values_list("created_at", flat=True).first()
    Contribution.objects.unscoped("counters").filter(pk=head.pk).update(
        replies_count=replies.count(),
        last_activity_at=max(filter(None, (last, head.created_at))),
        version=F("version") + 1,
    )
