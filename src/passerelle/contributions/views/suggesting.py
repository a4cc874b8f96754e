"""HTTP of suggested improvements; a kind that takes them mounts ``addresses``."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.contributions import actions, rules
from passerelle.contributions.forms.suggesting import DeclineForm, SuggestionForm
from passerelle.contributions.lookup import find_contribution, find_person
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.labels import labels_in
from passerelle.contributions.reading.suggestions import own_words
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


def addresses(kind: str) -> list[URLPattern]:
    """The addresses of suggestions for a kind, below its own; their names begin with its slug."""
    named = {"kind": kind}
    return [
        path("suggest/", suggest, named, name=f"{kind}_suggest"),
        path("suggest/take-back/", take_back, named, name=f"{kind}_take_back"),
        path("suggestions/<slug:person>/accept/", accept, named, name=f"{kind}_accept"),
        path("suggestions/<slug:person>/decline/", decline, named, name=f"{kind}_decline"),
    ]


@login_required
@require_http_methods(["GET", "POST"])
def suggest(request: PersonRequest, pid: str, kind: str) -> HttpResponse:
    """Write the text as one would."""
    contribution = _find(request.actor, pid, kind)
    rules.may_suggest(contribution, request.actor).require()
    form = SuggestionForm(request.POST or None, initial=own_words(request.actor, contribution))
    if form.is_valid():
        actions.suggest(contribution, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Suggested. Those who write it decide."))
        return redirect(contribution)
    labels = labels_in(request.actor, str(form["text"].value() or ""))
    context = {"contribution": contribution, "form": form, "labels": labels}
    return form_page(request, "contributions/suggest.html", context)


@login_required
@require_POST
def take_back(request: PersonRequest, pid: str, kind: str) -> HttpResponse:
    """Think better of it."""
    contribution = _find(request.actor, pid, kind)
    actions.take_suggestion_back(contribution, by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def accept(request: PersonRequest, pid: str, person: str, kind: str) -> HttpResponse:
    """Take it up."""
    contribution = _find(request.actor, pid, kind)
    actions.accept_suggestion(contribution, find_person(request.actor, person), by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def decline(request: PersonRequest, pid: str, person: str, kind: str) -> HttpResponse:
    """Leave the text as it is, with a sentence."""
    contribution, colleague = _find(request.actor, pid, kind), find_person(request.actor, person)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Say in one sentence of at most 200 characters why it stays as it is."))
    actions.decline_suggestion(contribution, colleague, answer=form.cleaned_data["answer"], by=request.actor)
    return redirect(contribution)


def _find(actor: Actor, pid: str, kind: str) -> Contribution:
    """The contribution of this kind; raises Http404 when it is missing, hidden, gone or of another."""
    found = find_contribution(actor, pid)
    if found.kind_slug != kind or found.is_tombstone:
        raise Http404
    return found
