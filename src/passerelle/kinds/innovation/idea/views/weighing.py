"""HTTP of weighing an idea."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.contributions.lookup import find_person
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.idea import actions, rules
from passerelle.kinds.innovation.idea.deciders import decider
from passerelle.kinds.innovation.idea.lookup import find_idea
from passerelle.kinds.innovation.idea.scorecard import own_marks, scorecard
from passerelle.kinds.innovation.idea.weighing import criteria_of
from passerelle.kinds.innovation.idea.weighing_forms import CriteriaForm, OwnerForm, ReviewerForm, ScoreForm
from passerelle.kinds.innovation.signal.promising import working_days_after
from passerelle.lib.clock import now
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest

USUALLY = 10  # working days a reviewer has


@login_required
@require_http_methods(["GET", "POST"])
def criteria(request: PersonRequest, pid: str) -> HttpResponse:
    """By what ideas are weighed in a community."""
    community = get_object_or_404(Community.objects.readable_by(request.actor), pid=pid)
    if not community_rules.may_steward(community, request.actor):
        raise Http404
    form = CriteriaForm(request.POST or None, criteria=criteria_of(community.pk))
    if form.is_valid():
        actions.set_criteria(community, form.values(), by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("idea_board", community.pid)
    return form_page(request, "kinds/idea/criteria.html", {"community": community, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def reviewers(request: PersonRequest, pid: str) -> HttpResponse:
    """Ask somebody to weigh it."""
    contribution = find_idea(request.actor, pid)
    rules.is_open(contribution).require()
    decider(contribution, request.actor).require()
    due_on = timezone.localdate(working_days_after(now(), USUALLY))
    form = ReviewerForm(request.POST or None, actor=request.actor, due_on=due_on)
    if form.is_valid():
        person = form.cleaned_data["person"]
        try:
            actions.name_reviewer(contribution, person, due_on=form.cleaned_data["due_on"], by=request.actor)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("%(name)s is asked to weigh it.") % {"name": person.name})
            return redirect("idea_reviewers", contribution.pid)
    context = {
        "contribution": contribution,
        "form": form,
        "weighing": scorecard(request.actor, contribution),
        "criteria": criteria_of(contribution.home_id),
        "steers": community_rules.may_steward(contribution.home, request.actor),
    }
    return form_page(request, "kinds/idea/reviewers.html", context)


@login_required
@require_POST
def remove(request: PersonRequest, pid: str, person: str) -> HttpResponse:
    """Ask somebody no longer."""
    contribution, colleague = find_idea(request.actor, pid), find_person(request.actor, person)
    actions.remove_reviewer(contribution, colleague, by=request.actor)
    return redirect("idea_reviewers", contribution.pid)


@login_required
@require_http_methods(["GET", "POST"])
def owner(request: PersonRequest, pid: str) -> HttpResponse:
    """Say who decides."""
    contribution = find_idea(request.actor, pid)
    rules.is_open(contribution).require()
    rules.names_owner(contribution, request.actor).require()
    there = scorecard(request.actor, contribution).owner
    form = OwnerForm(request.POST or None, actor=request.actor, name=there.name if there else "")
    if form.is_valid():
        try:
            actions.name_owner(contribution, form.cleaned_data["person"], by=request.actor)
        except Refused as no:
            form.add_error("person", str(no))
        else:
            return redirect(contribution)
    return form_page(request, "kinds/idea/owner.html", {"contribution": contribution, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def score(request: PersonRequest, pid: str) -> HttpResponse:
    """Weigh it."""
    contribution = find_idea(request.actor, pid)
    rules.is_open(contribution).require()
    rules.weighs(contribution, request.actor).require()
    asked, said = criteria_of(contribution.home_id), own_marks(request.actor, contribution)
    form = ScoreForm(request.POST or None, criteria=asked, said=said)
    if form.is_valid():
        actions.score(contribution, form.values(), by=request.actor)
        messages.success(request, _("Saved. You can change it until the idea is settled."))
        return redirect(contribution)
    return form_page(request, "kinds/idea/score.html", {"contribution": contribution, "form": form})
