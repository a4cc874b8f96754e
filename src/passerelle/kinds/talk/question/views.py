"""What a move cannot express: accepting a reply, saying it helped, saying not yet."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from passerelle.contributions.lookup import find_contribution, find_post
from passerelle.contributions.models import Contribution, Post
from passerelle.kinds.talk.question import actions
from passerelle.kinds.talk.question.models import Question
from passerelle.people.middleware import PersonRequest


@login_required
@require_POST
def accept(request: PersonRequest, pid: str, reply: str) -> HttpResponse:
    """Say that a reply was the answer."""
    actions.accept(_reply(request, pid, reply), by=request.actor)
    return redirect(find_contribution(request.actor, pid))


@login_required
@require_POST
def helped(request: PersonRequest, pid: str, reply: str) -> HttpResponse:
    """Say that a reply helped oneself, or not after all."""
    post = _reply(request, pid, reply)
    actions.helped(post, by=request.actor)
    return redirect(post)


@login_required
@require_POST
def not_yet(request: PersonRequest, pid: str) -> HttpResponse:
    """I still look for an answer."""
    return redirect(actions.not_yet(_question(request, pid), by=request.actor))


def _question(request: PersonRequest, pid: str) -> Contribution:
    contribution = find_contribution(request.actor, pid)
    if not Question.objects.filter(contribution=contribution).exists():
        raise Http404
    return contribution


def _reply(request: PersonRequest, pid: str, reply: str) -> Post:
    question, post = _question(request, pid), find_post(request.actor, reply)
    if post.contribution_id != question.pk:
        raise Http404
    return post
