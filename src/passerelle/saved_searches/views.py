"""The page of one's saved searches, and the verbs on it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest
from passerelle.saved_searches import actions
from passerelle.saved_searches.forms import RevisingForm, SavingForm
from passerelle.saved_searches.models import SavedSearch


@login_required
@require_http_methods(["GET", "POST"])
def page(request: PersonRequest) -> HttpResponse:
    """My searches, and a form for another."""
    form = SavingForm(request.POST or None, initial={"text": request.GET.get("q", "")[:400]})
    if not form.is_valid():
        saved = SavedSearch.objects.filter(owner_id=request.actor.own_id)
        return form_page(request, "saved_searches/page.html", {"form": form, "saved": saved})
    actions.save_search(**form.cleaned_data, by=request.actor)
    messages.success(request, _("Saved."))
    return redirect("saved_searches")


@login_required
@require_http_methods(["GET", "POST"])
def revise(request: PersonRequest, pid: str) -> HttpResponse:
    """Name one otherwise, be told or not."""
    saved = _own(request, pid)
    form = RevisingForm(request.POST or None, initial={"name": saved.name, "tells": saved.tells})
    if not form.is_valid():
        return form_page(request, "saved_searches/revise.html", {"form": form, "saved": saved})
    actions.revise_search(saved, **form.cleaned_data, by=request.actor)
    messages.success(request, _("Saved."))
    return redirect("saved_searches")


@login_required
@require_POST
def forget(request: PersonRequest, pid: str) -> HttpResponse:
    """It is gone."""
    actions.forget_search(_own(request, pid), by=request.actor)
    messages.success(request, _("Forgotten."))
    return redirect("saved_searches")


def _own(request: PersonRequest, pid: str) -> SavedSearch:
    return get_object_or_404(SavedSearch, pid=pid, owner_id=request.actor.own_id)
