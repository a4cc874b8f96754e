"""Decide, link, measure; the trail itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from passerelle.contributions.lookup import find_contribution
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest
from passerelle.trail import actions, reading
from passerelle.trail.forms import DecisionForm


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: PersonRequest, pid: str, move: str) -> HttpResponse:
    """Write why, and make the move with it."""
    contribution = find_contribution(request.actor, pid)
    page = reading.deciding(request.actor, contribution, move)
    form = DecisionForm(request.POST or None, initial={"seen": page["seen"]})
    if form.is_valid():
        actions.decide(contribution, move, by=request.actor, **form.cleaned_data)
        return redirect(contribution)
    return form_page(request, "trail/decide.html", {**page, "form": form})
