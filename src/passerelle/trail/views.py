"""Decide, link, measure; the trail itself."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.contributions.lookup import find_contribution
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest
from passerelle.trail import actions, reading, rules
from passerelle.trail.forms import DateForm, DecisionForm, LinkForm, MissingForm, OutcomeForm
from passerelle.trail.models import Credit, Link
from passerelle.trail.weighing import WeightsForm, weighable

STEERING = {"confirm": actions.confirm, "dispute": actions.dispute, "remove": actions.unlink}
_CLAIMED = {
    None: _("Thank you. Those who answer for it have thirty days to say yes or no."),
    True: _("Done. They are named in the thanks."),
    False: _("This was asked before, and those who answer for it said no."),
}


@login_required
@require_safe
def show(request: PersonRequest, pid: str) -> HttpResponse:
    """Where it comes from, and what became of it."""
    contribution = find_contribution(request.actor, pid)
    return render(request, "trail/trail.html", reading.trail_page(request.actor, contribution))


@login_required
@require_http_methods(["GET", "POST"])
def link(request: PersonRequest, pid: str) -> HttpResponse:
    """Link it to something one sees."""
    contribution = find_contribution(request.actor, pid)
    form = LinkForm(request.POST or None, actor=request.actor, contribution=contribution)
    if form.is_valid() and form.made():
        return redirect("trail", contribution.pid)
    return form_page(request, "trail/link.html", {"contribution": contribution, "form": form})


@login_required
@require_POST
def steer(request: PersonRequest, pid: str, number: int) -> HttpResponse:
    """Confirm, dispute or take away a link of this contribution."""
    contribution = find_contribution(request.actor, pid)
    ends = Link.objects.visible_to(request.actor).standing()
    found = get_object_or_404(ends.filter(later=contribution) | ends.filter(earlier=contribution), pk=number)
    if verb := STEERING.get(request.POST.get("verb", "")):
        verb(found, by=request.actor)
    return redirect(contribution) if request.POST.get("from") == "page" else redirect("trail", contribution.pid)


@login_required
@require_http_methods(["GET", "POST"])
def weigh(request: PersonRequest, pid: str) -> HttpResponse:
    """Say how much of it comes from each of its causes."""
    contribution = find_contribution(request.actor, pid)
    rules.writes(contribution, request.actor).require()
    links = weighable(request.actor, contribution)
    form = WeightsForm(request.POST or None, links=links)
    if links and form.is_valid():
        actions.weigh(contribution, form.weights(actions.weights_of(contribution)), by=request.actor)
        return redirect("trail", contribution.pid)
    return form_page(request, "trail/weigh.html", {"contribution": contribution, "form": form, "links": links})


@login_required
@require_http_methods(["GET", "POST"])
def measure(request: PersonRequest, pid: str) -> HttpResponse:
    """Write down what came of it."""
    contribution = find_contribution(request.actor, pid)
    rules.may_measure(contribution, request.actor).require()
    form = OutcomeForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        actions.measure(contribution, by=request.actor, **form.cleaned_data)
        return redirect("trail", contribution.pid)
    return form_page(request, "trail/measure.html", {"contribution": contribution, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def missing(request: PersonRequest, pid: str) -> HttpResponse:
    """Say that somebody had a part and is not named."""
    contribution = find_contribution(request.actor, pid)
    rules.may_claim(contribution, request.actor).require()
    form = MissingForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        made = actions.claim(contribution, form.cleaned_data["person"], form.cleaned_data["role"], by=request.actor)
        messages.success(request, _CLAIMED[made.accepted])
        return redirect("trail", contribution.pid)
    own = rules.answers_for(contribution, request.actor)
    return form_page(request, "trail/missing.html", {"contribution": contribution, "form": form, "is_own": bool(own)})


@login_required
@require_POST
def claim(request: PersonRequest, pid: str, number: int) -> HttpResponse:
    """Say whether they had a part."""
    contribution = find_contribution(request.actor, pid)
    rules.answers_for(contribution, request.actor).require()
    asked = get_object_or_404(Credit.objects.visible_to(request.actor).filter(contribution=contribution), pk=number)
    actions.answer(asked, accept=request.POST.get("answer") == "yes", by=request.actor)
    return redirect("trail", contribution.pid)


@login_required
@require_http_methods(["GET", "POST"])
def date(request: PersonRequest, pid: str) -> HttpResponse:
    """Say when it happened."""
    contribution = find_contribution(request.actor, pid)
    rules.answers_for(contribution, request.actor).require()
    form = DateForm(request.POST or None, initial={"happened_on": contribution.happened_at})
    if form.is_valid():
        actions.set_date(contribution, form.moment(), by=request.actor)
        return redirect("trail", contribution.pid)
    return form_page(request, "trail/date.html", {"contribution": contribution, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: PersonRequest, pid: str, move: str) -> HttpResponse:
    """Write why, and make the move with it."""
    contribution = find_contribution(request.actor, pid)
    page = reading.deciding(request.actor, contribution, move)
    form = DecisionForm(request.POST or None, initial={"seen": page["seen"], "evidence": page["evidence"]})
    if form.is_valid():
        actions.decide(contribution, move, by=request.actor, **form.cleaned_data)
        return redirect(contribution)
    return form_page(request, "trail/decide.html", {**page, "form": form})
