"""Ask about a practice, and say who is asked: those who brought it, a contact they named, or a site that does it already (``?at=``)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice import actions, rules
from passerelle.kinds.innovation.practice.forms.asking import AskForm, ContactForm, begun
from passerelle.kinds.innovation.practice.lookup import find_helper, find_practice
from passerelle.kinds.innovation.practice.reading.contact import as_it_is, contact_for
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
    contact = contact_for(request.actor, contribution)
    told = {"contribution": contribution, "at": at, "contact": contact, "form": form}
    return form_page(request, "kinds/practice/ask.html", told)


@login_required
@require_http_methods(["GET", "POST"])
def contact(request: PersonRequest, pid: str) -> HttpResponse:
    """Who is asked and when: whoever brought it says so; the contact may say when, or that they no longer want to be."""
    contribution = find_practice(request.actor, pid)
    names = bool(rules.may_name_contact(contribution, request.actor))
    is_contact = bool(rules.is_contact(contribution, request.actor))
    if not names and not is_contact:
        raise Http404
    known = as_it_is(request.actor, contribution)
    form = ContactForm(request.POST or None, actor=request.actor, names=names, initial=known)
    if form.is_valid() and _saved(request, contribution, form):
        messages.success(request, _("Saved."))
        return redirect(contribution)
    return form_page(request, "kinds/practice/contact.html", {"contribution": contribution, "form": form})


def _saved(request: PersonRequest, contribution: Contribution, form: ContactForm) -> bool:
    try:
        if "person" in form.fields:
            actions.name_contact(contribution, by=request.actor, **form.cleaned_data)
        elif form.cleaned_data["leave"]:
            actions.leave_contact(contribution, by=request.actor)
        else:
            actions.tell_hours(contribution, form.cleaned_data["reached"], by=request.actor)
    except Refused as no:
        form.add_error(None, str(no))
    return not form.errors
