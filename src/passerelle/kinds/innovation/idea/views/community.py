"""HTTP of all ideas of a community."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.contributions.actions import make_move
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.views.answers import back_to
from passerelle.kinds.innovation.idea import actions, purses
from passerelle.kinds.innovation.idea.board import board as read_board
from passerelle.kinds.innovation.idea.forms import BudgetForm, PromiseForm
from passerelle.kinds.innovation.idea.lookup import find_idea
from passerelle.kinds.innovation.idea.silence import answer_days
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_GET
def board(request: PersonRequest, pid: str) -> HttpResponse:
    """The ideas that live here, by state."""
    context = read_board(request.actor, _find(request, pid), request.GET)
    return render(request, "kinds/idea/board.html", context)


@login_required
@require_POST
def move(request: PersonRequest, pid: str) -> HttpResponse:
    """Take a step with one of them, from its card; what is a decision is written first."""
    community = _find(request, pid)
    contribution, slug = find_idea(request.actor, request.POST.get("idea", "")), request.POST.get("step", "")
    step = get_kind(contribution.kind_slug).find_move(slug)
    if step is not None and step.decides:
        return redirect("trail_decide", contribution.pid, slug)
    make_move(contribution, slug, by=request.actor)
    return back_to(request, reverse("idea_board", args=[community.pid]))


@login_required
@require_http_methods(["GET", "POST"])
def budget(request: PersonRequest, pid: str) -> HttpResponse:
    """How many votes each person has here."""
    community = _find(request, pid)
    if not community_rules.may_steward(community, request.actor):
        raise Http404
    form = BudgetForm(request.POST or None, initial={"votes": purses.budget(community.pk)})
    if form.is_valid():
        actions.set_budget(community, form.cleaned_data["votes"], by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("idea_board", community.pid)
    return form_page(request, "kinds/idea/budget.html", {"community": community, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def promise(request: PersonRequest, pid: str) -> HttpResponse:
    """How soon ideas get their next step here."""
    community = _find(request, pid)
    if not community_rules.may_steward(community, request.actor):
        raise Http404
    form = PromiseForm(request.POST or None, initial={"working_days": answer_days(community.pk)})
    if form.is_valid():
        actions.promise(community, form.cleaned_data["working_days"], by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("idea_board", community.pid)
    return form_page(request, "kinds/idea/promise.html", {"community": community, "form": form})


def _find(request: PersonRequest, pid: str) -> Community:
    return get_object_or_404(Community.objects.readable_by(request.actor), pid=pid)
