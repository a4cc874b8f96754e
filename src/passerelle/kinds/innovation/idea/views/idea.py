"""HTTP of one idea."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

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
