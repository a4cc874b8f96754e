"""The door for newcomers: the link of an invitation, and the charter."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from passerelle.lib.form_pages import form_page
from passerelle.people import actions
from passerelle.people.forms.arriving import ArrivalForm
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Organisation, Person
from passerelle.people.views.doors import limited, sign_in


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
@limited("invitation")
def invitation(request: PersonRequest, token: str) -> HttpResponse:
    """Opening the link consumes nothing, whoever opens it; sending the form does."""
    found = actions.open_invitation(token)
    if found is None:
        return render(request, "people/invitation_closed.html", status=410)
    if request.actor.is_present:
        return render(request, "people/invitation_other.html", {"invitation": found})
    form = ArrivalForm(request.POST or None, invitation=found)
    if not form.is_valid():
        return form_page(request, "people/invitation.html", {"invitation": found, "form": form})
    return sign_in(request, actions.accept_invitation(token, **form.cleaned_data))


@login_required
@require_http_methods(["GET", "POST"])
def charter(request: PersonRequest) -> HttpResponse:
    """What we expect of each other; accepted once for each version."""
    home = Organisation.home()
    if home is None or not home.charter:
        return redirect("home")
    me, version = cast(Person, request.actor.person), request.POST.get("version", "")
    if version.isdecimal():
        actions.accept_charter(me, int(version[:9]), by=request.actor)
        return redirect("home")
    return render(
        request, "people/charter.html", {"home": home, "accepted": me.charter_version >= home.charter_version}
    )
