"""What a practice brought at a site, and what it is worth there."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.kinds.innovation.practice import actions, reading, rules
from passerelle.kinds.innovation.practice.forms import MeasureForm
from passerelle.kinds.innovation.practice.lookup import find_adoption, find_measurement, find_practice
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_http_methods(["GET", "POST"])
def measure(request: PersonRequest, pid: str) -> HttpResponse:
    """At the site of the query, or where it was proven."""
    contribution, site = find_practice(request.actor, pid), request.GET.get("site", "")
    adoption = find_adoption(request.actor, contribution, site) if site else None
    if not rules.may_measure_at(contribution, adoption, request.actor):
        raise Http404
    form = MeasureForm(request.POST or None, adoption=adoption, known=reading.measures_of(contribution))
    if form.is_valid():
        actions.measure_at(contribution, adoption, by=request.actor, **form.cleaned_data)
        return redirect(f"{contribution.get_absolute_url()}#effects")
    context = {"contribution": contribution, "adoption": adoption, "form": form}
    return form_page(request, "kinds/practice/measure.html", context)


@login_required
@require_POST
def confirm(request: PersonRequest, pid: str) -> HttpResponse:
    """It is worth that much, says a second person of the site."""
    contribution = find_practice(request.actor, pid)
    actions.confirm(find_measurement(contribution, request.POST.get("measurement", "")), by=request.actor)
    return redirect(f"{contribution.get_absolute_url()}#effects")


@login_required
@require_POST
def confirm_lot(request: PersonRequest, pid: str) -> HttpResponse:
    """The lot decided, says somebody else who answers for the practice."""
    contribution = find_practice(request.actor, pid)
    actions.confirm_lot(find_measurement(contribution, request.POST.get("measurement", "")), by=request.actor)
    return redirect(f"{contribution.get_absolute_url()}#effects")


@login_required
@require_POST
def take_back(request: PersonRequest, pid: str) -> HttpResponse:
    """It was a mistake: as if it had never been measured."""
    contribution = find_practice(request.actor, pid)
    actions.take_back(find_measurement(contribution, request.POST.get("measurement", "")), by=request.actor)
    return redirect(f"{contribution.get_absolute_url()}#effects")
