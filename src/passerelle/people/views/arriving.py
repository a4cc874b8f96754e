"""The door for newcomers: the link of an invitation, and the charter."""

from __future__ import annotations

from typing import cast

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from passerelle.lib.markdown import fill
from passerelle.lib.markdown import render as render_markdown
from passerelle.people import actions
from passerelle.people.forms.arriving import ArrivalForm
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Organisation, Person


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def invitation(request: PersonRequest, token: str) -> HttpResponse:
    """Opening the link consumes nothing, whoever opens it; sending the form does."""
    too_many = ratelimit.consume_or_429(request, action="invitation")
    if too_many is not None:
        return cast(HttpResponse, too_many)
    found = actions.open_invitation(token)
    if found is None:
        return render(request, "people/invitation_closed.html", status=410)
    if request.actor.is_present:
        return render(request, "people/invitation_other.html", {"invitation": found})
    known = Person.objects.filter(email=found.email).first()
    form = ArrivalForm(request.POST or None, invitation=found, initial={"name": known.name if known else ""})
    if not form.is_valid():
        context = {"invitation": found, "form": form}
        return render(request, "people/invitation.html", context, status=422 if form.errors else 200)
    person = actions.accept_invitation(token, name=form.cleaned_data["name"], password=form.cleaned_data["password"])
    login = Login(user=person, email_verification=EmailVerificationMethod.NONE, redirect_url="/")
    return cast(HttpResponse, perform_login(request, login))


@login_required
@require_http_methods(["GET", "POST"])
def charter(request: PersonRequest) -> HttpResponse:
    """What we expect of each other; accepted once for each version."""
    home = Organisation.home()
    if home is None or not home.charter:
        return redirect("home")
    me = cast(Person, request.actor.person)
    if request.method == "POST" and request.POST.get("version", "").isdecimal():
        actions.accept_charter(me, int(request.POST["version"][:9]), by=request.actor)
        return redirect("home")
    context = {
        "home": home,
        "text": fill(render_markdown(home.charter).html, {}),
        "accepted": me.charter_version >= home.charter_version,
    }
    return render(request, "people/charter.html", context)
