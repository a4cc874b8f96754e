"""The list while one types, and the way from a draft to a thank-you."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.kept import begun, continues
from passerelle.contributions.views.kept import keep as keep_draft
from passerelle.lib.form_pages import form_page
from passerelle.matching import actions, rules
from passerelle.matching.similar.composing import listed
from passerelle.matching.similar.forms import SolvedForm
from passerelle.people.middleware import PersonRequest
from passerelle.work.idempotency import outside_transaction, writes_nothing


@writes_nothing
@login_required
@require_POST
def similar(request: PersonRequest) -> HttpResponse:
    """What resembles what stands in the form now: the part the composer asks for."""
    return render(request, "matching/similar/part.html", {"data": listed(request.actor, request.POST)})


@outside_transaction  # the key of the form belongs to publishing it, which may still happen
@login_required
@require_POST
def keep(request: PersonRequest) -> HttpResponse:
    """Keep the draft, then show what resembles it, or lead to the thanks for what solved it; what is gone leaves one with the draft."""
    keep_draft(request)
    place, pid = request.POST.get("place", "")[:80], request.POST.get("solved", "")
    if pid and Contribution.objects.visible_to(request.actor).filter(pid=pid).exists():
        return redirect(f"{reverse('solved', args=[pid])}?{urlencode({'draft': place})}")
    if pid:
        messages.error(request, _("This is no longer there. Your draft is kept."))
    return redirect(continues(request.actor, place))


@login_required
@require_http_methods(["GET", "POST"])
def solved(request: PersonRequest, pid: str) -> HttpResponse:
    """Say what it solved; the draft goes with it."""
    contribution, place = find_contribution(request.actor, pid), request.GET.get("draft", "")[:80]
    rules.may_report_solved(contribution, request.actor).require()
    form = SolvedForm(request.POST or None, initial={"words": begun(request.actor, place)})
    if form.is_valid():
        actions.report_solved(contribution, words=form.cleaned_data["words"], draft=place, by=request.actor)
        messages.success(request, _("Thank you. Those who helped are told."))
        return redirect(contribution)
    back = continues(request.actor, place) if place else contribution.get_absolute_url()
    context = {"contribution": contribution, "form": form, "back": back, "has_draft": bool(place)}
    return form_page(request, "matching/similar/solved.html", context)


@login_required
@require_POST
def take_back(request: PersonRequest, pid: str) -> HttpResponse:
    """Take one's own report back."""
    contribution = find_contribution(request.actor, pid)
    actions.take_solved_back(contribution, by=request.actor)
    return redirect(contribution)
