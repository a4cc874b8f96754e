"""Ask about a practice: those who brought it, or a site that does it already (``?at=``)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from passerelle.kinds.innovation.practice import actions, rules
from passerelle.kinds.innovation.practice.forms.asking import AskForm, begun
from passerelle.kinds.innovation.practice.lookup import find_helper, find_practice
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: PersonRequest, pid: str) -> HttpResponse:
    """Write the question; it leads to its own page, where it is answered."""
    contribution = find_practice(request.actor, pid)
    if not rules.may_ask(contribution, request.actor):
        raise Http404
    at = find_helper(request.actor, contribution, request.GET.get("at", ""))
    form = AskForm(request.POST or None, initial=begun(contribution, request.GET.get("about", "")))
    if form.is_valid():
        return redirect(actions.ask(contribution, **form.cleaned_data, at=at, by=request.actor))
    return form_page(request, "kinds/practice/ask.html", {"contribution": contribution, "at": at, "form": form})
