"""Asking, answering, and deciding what one is suggested for."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.contributions.lookup import find_contribution, find_person
from passerelle.contributions.views.answers import back_to
from passerelle.lib.form_pages import form_page
from passerelle.matching import actions
from passerelle.matching.forms import AvailabilityForm
from passerelle.matching.models import Availability
from passerelle.matching.reading.oneself import decidable, oneself
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Person


@login_required
@require_POST
def ask(request: PersonRequest, pid: str, person: str) -> HttpResponse:
    """Ask somebody whether they can help."""
    contribution, asked = find_contribution(request.actor, pid), find_person(request.actor, person)
    actions.ask(contribution, asked, by=request.actor)
    messages.success(request, _("%(name)s is asked.") % {"name": asked.name})
    return redirect(contribution)


@login_required
@require_POST
def take_back(request: PersonRequest, pid: str, person: str) -> HttpResponse:
    """Think better of having asked somebody."""
    contribution, asked = find_contribution(request.actor, pid), find_person(request.actor, person)
    actions.take_ask_back(contribution, asked, by=request.actor)
    messages.success(request, _("You no longer ask %(name)s.") % {"name": asked.name})
    return redirect(contribution)


@login_required
@require_POST
def answer(request: PersonRequest, pid: str) -> HttpResponse:
    """I can help, and am led to where one answers; or not this time."""
    contribution = find_contribution(request.actor, pid)
    actions.lay_aside(contribution, by=request.actor)
    return redirect(f"{contribution.get_absolute_url()}{'#reply' if request.POST.get('say') == 'yes' else ''}")


@login_required
@require_http_methods(["GET", "POST"])
def mine(request: PersonRequest) -> HttpResponse:
    """What speaks for me, what I am suggested for, how often I may be asked."""
    me = Person.objects.get(pk=request.actor.own_id)
    chosen = Availability.objects.filter(person=me).first() or Availability(person=me)
    form = AvailabilityForm(request.POST or None, instance=chosen)
    if form.is_valid():
        actions.set_availability(me, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("settings_help")
    return form_page(request, "matching/mine.html", {"form": form, "mine": oneself(request.actor)})


@login_required
@require_POST
def decide(request: PersonRequest, topic: str) -> HttpResponse:
    """Suggest me on this topic; or not me, not any more."""
    me = Person.objects.get(pk=request.actor.own_id)
    found = get_object_or_404(decidable(request.actor), pid=topic)
    verb = actions.be_suggested if request.POST.get("say") == "yes" else actions.not_me
    verb(me, found, by=request.actor)
    return back_to(request, reverse("settings_help"))
