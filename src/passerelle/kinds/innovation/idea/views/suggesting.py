"""HTTP of suggested improvements."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.contributions.lookup import find_person
from passerelle.contributions.reading.labels import labels_in
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.idea import actions, rules
from passerelle.kinds.innovation.idea.forms import DeclineForm, SuggestionForm
from passerelle.kinds.innovation.idea.lookup import find_idea
from passerelle.kinds.innovation.idea.suggestions import own_words
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_http_methods(["GET", "POST"])
def suggest(request: PersonRequest, pid: str) -> HttpResponse:
    """Write the proposal as one would."""
    contribution = find_idea(request.actor, pid)
    rules.may_suggest(contribution, request.actor).require()
    initial = own_words(request.actor, contribution)
    form = SuggestionForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.suggest(contribution, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Suggested. The authors of the idea decide."))
        return redirect(contribution)
    labels = labels_in(request.actor, str(form["text"].value() or ""))
    return form_page(request, "kinds/idea/suggest.html", {"contribution": contribution, "form": form, "labels": labels})


@login_required
@require_POST
def take_back(request: PersonRequest, pid: str) -> HttpResponse:
    """Think better of it."""
    contribution = find_idea(request.actor, pid)
    actions.take_back(contribution, by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def accept(request: PersonRequest, pid: str, person: str) -> HttpResponse:
    """Take it up."""
    contribution = find_idea(request.actor, pid)
    actions.accept(contribution, find_person(request.actor, person), by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def decline(request: PersonRequest, pid: str, person: str) -> HttpResponse:
    """Leave the proposal as it is, with a sentence."""
    contribution, colleague = find_idea(request.actor, pid), find_person(request.actor, person)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Say in one sentence of at most 200 characters why it stays as it is."))
    actions.decline(contribution, colleague, answer=form.cleaned_data["answer"], by=request.actor)
    return redirect(contribution)
