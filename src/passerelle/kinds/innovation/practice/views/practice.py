"""How an adaptation differs, to whom a practice is offered, and who answers for sites."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from passerelle.communities.models import Community
from passerelle.kinds.innovation.practice import actions, rules
from passerelle.kinds.innovation.practice.difference import difference, in_other_language
from passerelle.kinds.innovation.practice.forms import FocalForm, OfferForm
from passerelle.kinds.innovation.practice.lookup import find_origin, find_practice
from passerelle.kinds.innovation.practice.portfolio.plan import MINUTES, SHOWN, cost
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_GET
def changes(request: PersonRequest, pid: str) -> HttpResponse:
    """What was changed, word by word."""
    contribution = find_practice(request.actor, pid)
    origin = find_origin(request.actor, contribution)
    parts = difference(request.actor, origin, contribution)
    translated = in_other_language(origin, contribution)
    context = {"contribution": contribution, "origin": origin, "parts": parts, "translated": translated}
    return render(request, "kinds/practice/changes.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def offer(request: PersonRequest, pid: str) -> HttpResponse:
    """Choose sites, see what it costs, confirm."""
    contribution = find_practice(request.actor, pid)
    if not rules.may_offer(contribution, request.actor):
        raise Http404
    form = OfferForm(request.POST or None, contribution=contribution, actor=request.actor)
    sites = form.chosen() if form.is_valid() else []
    if sites and "confirm" in request.POST:
        asked = actions.offer(contribution, sites, form.cleaned_data["due_on"], by=request.actor)
        said = ngettext("%(num)s site is asked.", "%(num)s sites are asked.", asked) % {"num": asked}
        messages.success(request, said)
        return redirect(contribution)
    context = {"contribution": contribution, "form": form, "cost": None}
    if sites:
        known = {"cost": cost(contribution.home, {contribution: sites}), "minutes": MINUTES, "most": SHOWN}
        return render(request, "kinds/practice/offer.html", context | known)
    return form_page(request, "kinds/practice/offer.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def focal(request: PersonRequest, pid: str) -> HttpResponse:
    """Who answers for which site, for the community managers and the sponsors."""
    community = get_object_or_404(Community.objects.visible_to(request.actor), pid=pid)
    if not rules.may_run(community, request.actor) or not request.actor.is_staff:
        raise Http404
    form = FocalForm(request.POST or None, actor=request.actor, community=community)
    if form.is_valid():
        actions.appoint(community, by=request.actor, **form.values())
        messages.success(request, _("Saved."))
        return redirect("practice_focal", community.pid)
    return form_page(request, "kinds/practice/focal.html", {"community": community, "form": form})
