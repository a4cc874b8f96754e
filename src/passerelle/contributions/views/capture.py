"""Bring something in a hurry: one page with big controls, a photo or a voice note; it takes what waited on a device as well."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from passerelle.contributions.forms import CaptureForm
from passerelle.contributions.reading import composer
from passerelle.contributions.views.contribution import bring, brought_along, choose
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest
from passerelle.work.idempotency import once, outside_transaction


@outside_transaction  # photos are made anew in a child process before the one transaction that brings what they belong to
@login_required
@require_http_methods(["GET", "POST"])
def capture(request: PersonRequest) -> HttpResponse:
    """The form of a quick kind; without a community it goes where this person brought the last one."""
    choice = composer.choose_quick(request.actor, request.GET.get("kind", ""), request.GET.get("community", ""))
    if choice is None:
        return choose(request)
    form = CaptureForm(request.POST or None, request.FILES or None, **brought_along(request, choice))
    if form.is_valid() and form.store(by=request.actor):
        return once(request, lambda _request: bring(request, choice, form))
    return form_page(request, "contributions/capture.html", composer.context(request.actor, choice, form, request.GET))
