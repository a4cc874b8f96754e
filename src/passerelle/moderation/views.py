"""Report, remove, approve, refuse."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.contributions import actions as contributions
from passerelle.contributions import rules as contribution_rules
from passerelle.contributions.lookup import find_post
from passerelle.lib.form_pages import form_page
from passerelle.moderation import actions, reading, rules
from passerelle.moderation.forms import ReasonForm, ReportForm
from passerelle.people.middleware import PersonRequest


@login_required
@require_http_methods(["GET", "POST"])
def report(request: PersonRequest, pid: str) -> HttpResponse:
    """Tell the community managers."""
    post = find_post(request.actor, pid)
    rules.may_report(post, request.actor).require()
    form = ReportForm(request.POST or None)
    if form.is_valid():
        actions.report(post, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Thank you. Somebody who decides reads it, and you will hear what came of it."))
        return redirect(post)
    return form_page(request, "moderation/report.html", {"post": post, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: PersonRequest, pid: str) -> HttpResponse:
    """Take a text away, with a reason."""
    post = find_post(request.actor, pid)
    if not contribution_rules.steward(post.contribution, request.actor):
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.remove(post, reason=form.cleaned_data["reason"], by=request.actor)
        return redirect(post.contribution.home)
    return form_page(request, "moderation/remove.html", {"post": post, "form": form})


@login_required
@require_POST
def decide(request: PersonRequest, pid: str) -> HttpResponse:
    """Publish what was held, or refuse it with a reason."""
    post = reading.waiting_texts(request.actor).filter(pid=pid).first() or find_post(request.actor, pid)
    if request.POST.get("decision") == "approve":
        actions.approve(post, by=request.actor, seen=request.POST.get("seen", ""))
    else:
        actions.refuse(post, reason=request.POST.get("reason", ""), by=request.actor)
    return redirect("waiting")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: PersonRequest, pid: str) -> HttpResponse:
    """What a change that waits, or was refused, would change; its author may take it back."""
    post = find_post(request.actor, pid)
    found = reading.changes(request.actor).filter(post=post).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        contributions.drop_change(post, by=request.actor)
        messages.success(request, _("You took the change back. The text stays as it is."))
        return redirect(post)
    return render(request, "moderation/change.html", {"post": post, **reading.change_context(request.actor, found)})


@login_required
@require_POST
def close(request: PersonRequest, number: int) -> HttpResponse:
    """Answer a report."""
    found = get_object_or_404(reading.open_reports(request.actor), pk=number)
    actions.close_report(found, remove=request.POST.get("decision") == "remove", by=request.actor)
    return redirect("waiting")
