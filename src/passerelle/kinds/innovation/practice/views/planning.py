"""Several practices to several sites: what it asks of people is shown first."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from passerelle.communities.models import Community
from passerelle.kinds.innovation.practice import actions, rules
from passerelle.kinds.innovation.practice.forms import PlanForm
from passerelle.kinds.innovation.practice.portfolio.plan import MINUTES, SHOWN, cost
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_http_methods(["GET", "POST"])
def offers(request: PersonRequest, pid: str) -> HttpResponse:
    """Choose, see what it costs, confirm; for the community managers."""
    community = _find(request, pid)
    begun = {name: request.GET.getlist(name) for name in ("practices", "countries", "types", "sites")}
    form = PlanForm(
        request.POST or None,
        actor=request.actor,
        community=community,
        initial=begun | {"unit": request.GET.get("unit")},
    )
    planned = form.cleaned_data["plan"] if form.is_valid() else None
    if planned and "confirm" in request.POST:
        asked = actions.offer_several(planned, form.cleaned_data["due_on"], by=request.actor)
        messages.success(
            request,
            ngettext("%(num)s offer is on its way.", "%(num)s offers are on their way.", asked) % {"num": asked},
        )
        return redirect("practice_portfolio", community.pid)
    context = {"community": community, "form": form, "cost": None}
    if planned:
        known = {"cost": cost(community, planned), "minutes": MINUTES, "most": SHOWN}
        return render(request, "kinds/practice/plan.html", context | known)
    return form_page(request, "kinds/practice/plan.html", context)


def _find(request: PersonRequest, pid: str) -> Community:
    community = get_object_or_404(Community.objects.readable_by(request.actor), pid=pid)
    if not request.actor.is_staff or not rules.may_run(community, request.actor):
        raise Http404
    return community
