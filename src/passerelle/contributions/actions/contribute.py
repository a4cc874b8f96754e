"""Bring something: the verb that makes a contribution."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules as community_rules
from passerelle.communities.actions.activity import note_activity
from passerelle.communities.models import Community
from passerelle.contributions import writing
from passerelle.contributions.kinds import Kind, get_kind
from passerelle.contributions.models import Contribution, Details, Follow, Placement, Post, Reach, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.lib.text import one_line, slugify
from passerelle.topics.models import Topic

_BEGUN = "contribution.begun"  # for those involved; that it appeared is another entry
_VERBS = {
    Standing.PUBLISHED: "contribution.published",
    Standing.HELD: "contribution.held",
    Standing.SCHEDULED: "contribution.scheduled",
}


@transaction.atomic
def contribute(
    kind_slug: str,
    community: Community,
    *,
    title: str,
    text: str,
    by: Actor,
    details: Mapping[str, Any] | None = None,
    topics: Collection[Topic] = (),
    language: str = "",
    scheduled_for: datetime | None = None,
    at: datetime | None = None,
) -> Contribution:
    """Make a contribution with its body and home placement.

    It is published, held for a community manager, scheduled, or begun for those involved alone. Its ``language`` is heard, unless it is
    said. ``at`` dates it in the past (import and demo only).
    Raises Refused when the community does not let this actor contribute, ValueError for an unknown kind.
    """
    kind = _kind_for(kind_slug, community, by)
    moment = at or now()
    private = kind.initial in kind.private
    contribution = Contribution(
        kind_slug=kind.slug,
        title=one_line(title, 200),
        state=kind.initial,
        standing=Standing.PUBLISHED if private else _standing(community, by, scheduled_for),
        reach=Reach.INVOLVED if private else Reach.PLACEMENTS,
        author_id=by.person_id,
        home=community,
        created_at=moment,
        last_activity_at=moment,
        scheduled_for=scheduled_for,
    )
    body = Post(contribution=contribution, is_body=True, author_id=by.person_id, created_at=moment)
    body.language, body.language_said = language, bool(language)
    rendered = writing.write(body, text, by, writing.usual_language(by, community))
    _save(contribution, body, kind, details or {})
    contribution.topics.set(topics)
    published = contribution.standing == Standing.PUBLISHED and not private
    Placement.objects.create(
        contribution=contribution, community=community, placed_at=moment, placed_by_id=by.person_id, listed=published
    )
    if by.person_id is not None:
        Follow.objects.create(person_id=by.person_id, contribution=contribution, level=Follow.Level.WATCH, chosen=False)
    named = writing.attach_and_mention(body, rendered, by, is_new=True)
    if published:
        note_activity(community.pk, moment)
    _record(contribution, named, by=by, at=moment)
    return contribution


def _kind_for(slug: str, community: Community, by: Actor) -> Kind:
    kind = get_kind(slug)
    if kind.retired:
        raise ValueError(f"unknown kind {slug!r}")
    community_rules.may_contribute(community, by).require()
    if community.kinds and kind.slug not in community.kinds:
        raise Refused(_("This is not brought to this community."))
    return kind


def _save(contribution: Contribution, body: Post, kind: Kind, details: Mapping[str, Any]) -> None:
    """Save both, each of which points at the other."""
    contribution.language = body.language
    contribution.slug = slugify(contribution.title or body.excerpt[:80])
    contribution.save()
    body.contribution = contribution
    body.save()
    contribution.body = body
    _write_details(kind, contribution, details)
    contribution.save(update_fields=["body", "facts"])


@transaction.atomic
def publish(contribution: Contribution, *, by: Actor) -> Contribution:
    """Let a held or scheduled contribution appear, dated today; a held one may still wait for its time. Idempotent.

    Raises Refused unless the actor may decide this, and in an archived community.
    """
    locked = Contribution.objects.locked(contribution.pk)
    if locked.standing not in (Standing.HELD, Standing.SCHEDULED):
        return locked
    if locked.standing == Standing.HELD:
        community_rules.may_decide(locked.home, locked.author_id, by).require()
    elif not by.is_system and locked.author_id != by.person_id:
        community_rules.may_steward(locked.home, by).require()
    if locked.home.is_archived:
        raise Refused(_("This community is archived: it can be read, not written in."))
    moment = now()
    if locked.standing == Standing.HELD and locked.scheduled_for is not None and locked.scheduled_for > moment:
        return _schedule(locked, by)
    locked.standing = Standing.PUBLISHED
    locked.version += 1
    _record(locked, _appear(locked, moment), by=by)
    return locked


def reveal(locked: Contribution, *, by: Actor, **told: Any) -> None:
    """What was for those involved appears, dated today, or waits for a community manager; inside the move that opens it."""
    locked.standing = _standing(locked.home, by, None)
    locked.reach = Reach.PLACEMENTS
    moment = now()
    if locked.standing != Standing.PUBLISHED:
        locked.save(update_fields=["standing", "reach"])
        _record(locked, (), by=by, **told)
        return
    _record(locked, _appear(locked, moment), by=by, **told)


def conceal(locked: Contribution) -> None:
    """For those involved alone: no feed shows or counts it any more; inside the move that closes it."""
    locked.reach = Reach.INVOLVED
    locked.save(update_fields=["reach"])
    Placement.objects.filter(contribution=locked).update(listed=False)


def _appear(locked: Contribution, moment: datetime) -> Collection[int]:
    """Date it, list it where it is placed; returns whom its text names."""
    locked.created_at = locked.last_activity_at = moment
    locked.save(update_fields=["standing", "reach", "created_at", "last_activity_at", "version"])
    Post.objects.unscoped("the body of this contribution").filter(contribution=locked, is_body=True).update(
        created_at=moment, edited_at=None
    )
    listed = locked.reach == Reach.PLACEMENTS  # a feed neither shows nor counts what is for the involved alone
    Placement.objects.filter(contribution=locked).update(listed=listed, placed_at=moment)
    note_activity(locked.home_id, moment)
    return writing.mention_again(locked.body) if locked.body else set()


def _schedule(held: Contribution, by: Actor) -> Contribution:
    held.standing = Standing.SCHEDULED
    held.save(update_fields=["standing"])
    _record(held, (), by=by)
    return held


def _record(
    contribution: Contribution, mentions: Collection[int], *, by: Actor, at: datetime | None = None, **told: Any
) -> None:
    """Those who listen read the same whether it appeared, is held or has its time to come."""
    begun = contribution.reach == Reach.INVOLVED and contribution.standing == Standing.PUBLISHED
    record(
        by,
        _BEGUN if begun else _VERBS[Standing(contribution.standing)],
        contribution,
        contribution_id=contribution.pk,
        community_id=contribution.home_id,
        at=at,
        kind=contribution.kind_slug,
        post=contribution.body_id,
        mentions=sorted(mentions),
        **told,
    )


def _standing(community: Community, by: Actor, scheduled_for: datetime | None) -> Standing:
    if community_rules.needs_approval(community, by):
        return Standing.HELD
    return Standing.SCHEDULED if scheduled_for is not None and scheduled_for > now() else Standing.PUBLISHED


def _write_details(kind: Kind, contribution: Contribution, values: Mapping[str, Any]) -> None:
    details: Details | None = None
    if kind.details is not None:
        details = kind.details(contribution=contribution, **values)
        details.save(force_insert=True)
    contribution.facts = kind.facts(contribution, details)
