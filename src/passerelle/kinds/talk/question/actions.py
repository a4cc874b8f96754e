"""What a move cannot express: which reply answered, whom it helped, and that it did not yet."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions import rules
from passerelle.contributions.actions import make_move
from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.talk.question.models import Helped, Question
from passerelle.lib.clock import now


@transaction.atomic
def accept(post: Post, *, by: Actor) -> Contribution:
    """Say which reply answered the question; it becomes answered. Raises Refused unless author or steward."""
    contribution = Contribution.objects.locked(post.contribution_id)
    rules.is_alive(contribution).require()
    rules.author_or_steward(contribution, by).require()
    if post.is_body or post.standing != Standing.PUBLISHED:
        raise Refused(_("Choose one of the replies."))
    Question.objects.filter(contribution=contribution).update(accepted=post, not_yet_at=None)
    _settle(contribution, "answered")
    _record(by, "question.accepted", contribution, post)
    return contribution


@transaction.atomic
def not_yet(contribution: Contribution, *, by: Actor) -> Contribution:
    """The person who asked still looks: the question is open again. Raises Refused for others."""
    locked = Contribution.objects.locked(contribution.pk)
    rules.is_alive(locked).require()
    rules.author(locked, by).require()
    Question.objects.filter(contribution=locked).update(accepted=None, not_yet_at=now())
    _settle(locked, "open")
    _record(by, "question.not_yet", locked, None)
    return locked


@transaction.atomic
def helped(post: Post, *, by: Actor) -> bool:
    """Say that a reply helped oneself, or take it back; returns whether it stands now."""
    contribution = Contribution.objects.locked(post.contribution_id)
    rules.may_react(contribution, by).require()
    if post.is_body or post.author_id == by.person_id:
        raise Refused(_("Say this of somebody else's reply."))
    mark, created = Helped.objects.get_or_create(post=post, person_id=by.own_id)
    if not created:
        mark.delete()
    refresh_facts(contribution)
    _record(by, "question.helped" if created else "question.helped_withdrawn", contribution, post)
    return created


def bring_answer(source: Contribution, target: Contribution) -> None:
    """What answered a question answers the one it lives on in, both locked, unless that one is answered already."""
    answer = Question.objects.filter(pk=source.pk).exclude(accepted=None).values_list("accepted_id", flat=True).first()
    waiting = Question.objects.filter(pk=target.pk, accepted=None)
    if answer is not None and waiting.update(accepted_id=answer, not_yet_at=None):
        _settle(target, "answered")


@transaction.atomic
def answer_gone(post: Post, *, by: Actor) -> None:
    """The accepted answer was taken away: the question is open again. Idempotent."""
    contribution = Contribution.objects.locked(post.contribution_id)
    if rules.is_alive(contribution) and Question.objects.filter(contribution=contribution, accepted=post).exists():
        make_move(contribution, "reopen", by=by)


def _settle(contribution: Contribution, state: str) -> None:
    contribution.state = state
    contribution.moved_at = now()
    contribution.save(update_fields=["state", "moved_at"])
    refresh_facts(contribution)


def _record(by: Actor, verb: str, contribution: Contribution, post: Post | None) -> None:
    record(
        by,
        verb,
        contribution,
        contribution_id=contribution.pk,
        community_id=contribution.home_id,
        post=post.pk if post else None,
        author=post.author_id if post else None,
    )
