"""Verbs of moderation: report, close a report, approve or refuse what was held, remove."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions import actions, writing
from passerelle.contributions import rules as contribution_rules
from passerelle.contributions.actions.reply import appear
from passerelle.contributions.models import Change, Contribution, Placement, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused, short
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.moderation import rules
from passerelle.moderation.models import Grounds, Refusal, Report


@transaction.atomic
def report(post: Post, *, reason: str, note: str, by: Actor) -> Report:
    """Ask the community managers to look; an open report of the same person stands. Raises Refused for one's own text."""
    rules.may_report(post, by).require()
    if reason not in Grounds.values:
        raise Refused(_("Choose what is wrong with it."))
    made, created = Report.objects.get_or_create(
        post=post, reporter_id=by.own_id, closed_at=None, defaults={"reason": reason, "note": short(note, 500)}
    )
    if created:
        _record(by, "post.reported", post, reason=reason)
    return made


@transaction.atomic
def close_report(given: Report, *, remove: bool, by: Actor) -> None:
    """Leave the text, or remove it; every open report of the same text is answered with it. Idempotent."""
    post = given.post
    rules.may_judge(post, by).require()
    if not Report.objects.filter(post=post, closed_at=None).exists():
        return
    if remove and not post.is_tombstone:
        actions.remove(post, reason=given.reason, by=by)
    _answer(post, removed=remove, by=by)


@transaction.atomic
def approve(post: Post, *, by: Actor, seen: str = "") -> None:
    """Publish what was held, be it a text or a change of one. Raises Refused unless the actor decides there.

    ``seen`` is the stamp of the version that was read: what was written since is not published unread.
    """
    rules.may_publish(post, by).require()
    locked = Post.objects.locked(post.pk)
    change = _waiting_change(locked)
    if seen and seen != (change or locked).stamp:
        raise Refused(_("It was changed while you were reading. Nothing was published: read it once more."))
    if change is not None:
        contribution_rules.is_alive(post.contribution).require()
        actions.adopt(change, by=by)
        return
    if post.is_body:
        actions.publish(post.contribution, by=by)
        return
    if locked.standing != Standing.HELD:
        return
    contribution_rules.is_alive(post.contribution).require()
    locked.standing, locked.created_at = Standing.PUBLISHED, now()
    locked.save(update_fields=["standing", "created_at"])
    head = Contribution.objects.locked(locked.contribution_id)
    appear(locked, head, by, locked.created_at, writing.mention_again(locked))


@transaction.atomic
def refuse(post: Post, *, reason: str, by: Actor) -> None:
    """Do not publish what was held, and say why; the author keeps what they wrote. Raises Refused without a reason."""
    rules.may_publish(post, by).require()
    if not reason.strip():
        raise Refused(_("Say why, in a sentence: the author took the time to write."))
    locked = Post.objects.locked(post.pk)
    if (change := _waiting_change(locked)) is not None:
        change.refused_at, change.reason = now(), short(reason, 500)
        change.save(update_fields=["refused_at", "reason"])
        _record(by, "post.change_refused", locked)
        return
    head = Contribution.objects.locked(locked.contribution_id)
    if (head.standing if locked.is_body else locked.standing) != Standing.HELD:
        return
    Refusal.objects.create(post=locked, by_id=by.person_id, reason=short(reason, 500))
    if locked.is_body:
        head.standing = Standing.REFUSED
        head.save(update_fields=["standing"])
        Placement.objects.filter(contribution=head).update(listed=False)
    else:
        locked.standing = Standing.REFUSED
        locked.save(update_fields=["standing"])
    _record(by, "contribution.refused" if locked.is_body else "reply.refused", locked)


@transaction.atomic
def remove(post: Post, *, reason: str, by: Actor) -> None:
    """Take a text away with one of the closed reasons; open reports of it are answered."""
    if reason not in Grounds.values:
        raise Refused(_("Choose the reason."))
    actions.remove(post, reason=reason, by=by)
    _answer(post, removed=True, by=by)


def _waiting_change(locked: Post) -> Change | None:
    """What its author would like a published text to become."""
    waiting = Change.objects.select_for_update(of=("self",)).select_related("post__contribution__home", "post__author")
    return waiting.filter(post=locked, refused_at=None).first()


def _answer(post: Post, *, removed: bool, by: Actor) -> None:
    """Close every open report of a text."""
    open_ones = Report.objects.select_for_update().filter(post=post, closed_at=None)
    answered = sorted(open_ones.values_list("pk", flat=True))
    Report.objects.filter(pk__in=answered).update(closed_at=now(), closed_by_id=by.person_id, removed=removed)
    if answered:
        _record(by, "post.report_closed", post, removed=removed, reports=answered)


def _record(by: Actor, verb: str, post: Post, **particulars: Any) -> None:
    record(
        by,
        verb,
        post,
        contribution_id=post.contribution_id,
        community_id=post.contribution.home_id,
        author=post.author_id,
        **particulars,
    )
