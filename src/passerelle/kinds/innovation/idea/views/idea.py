"""HTTP of one idea."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from passerelle.contributions.lookup import find_person
from passerelle.contributions.views.answers import back_to
from passerelle.kinds.innovation.idea import actions
from passerelle.kinds.innovation.idea.lookup import find_idea
from passerelle.people.middleware import PersonRequest


@login_required
@require_POST
def vote(request: PersonRequest, pid: str) -> HttpResponse:
    """Give one's vote, or take it back."""
    contribution = find_idea(request.actor, pid)
    verb = actions.unvote if request.POST.get("wanted") == "no" else actions.vote
    verb(contribution, by=request.actor)
    return back_to(request, contribution.get_absolute_url())


@login_required
@require_POST
def join(request: PersonRequest, pid: str) -> HttpResponse:
    """Take a place in the team."""
    contribution = find_idea(request.actor, pid)
    actions.join(contribution, by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def leave(request: PersonRequest, pid: str) -> HttpResponse:
    """Give it back."""
    contribution = find_idea(request.actor, pid)
    actions.leave(contribution, by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def co_author(request: PersonRequest, pid: str, person: str) -> HttpResponse:
    """Let somebody of the team change the text as well."""
    contribution, colleague = find_idea(request.actor, pid), find_person(request.actor, person)
    actions.name_co_author(contribution, colleague, by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def let_go(request: PersonRequest, pid: str, person: str) -> HttpResponse:
    """Give somebody's place free."""
    contribution, colleague = find_idea(request.actor, pid), find_person(request.actor, person)
    actions.let_go(contribution, colleague, by=request.actor)
    return redirect(contribution)
