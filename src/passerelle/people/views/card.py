"""Sign in with the card from the staff room."""

from __future__ import annotations

from typing import cast

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from passerelle.people import shared_device
from passerelle.people.forms.signing_in import CardForm


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
@never_cache
def card_login(request: HttpRequest) -> HttpResponse:
    """The form; a number nobody has and a wrong code get the same answer."""
    if request.user.is_authenticated:
        return redirect("home")
    too_many = ratelimit.consume_or_429(request, action="card")
    if too_many is not None:
        return cast(HttpResponse, too_many)
    form = CardForm(request.POST or None)
    if form.is_valid():
        answer = _sign_in(request, form)
        if answer is not None:
            return answer
        form.add_error(
            None,
            _("Number and code do not go together. After five wrong tries a card rests for a quarter of an hour."),
        )
    return render(request, "people/card.html", {"form": form}, status=200 if not form.errors else 422)


def _sign_in(request: HttpRequest, form: CardForm) -> HttpResponse | None:
    number, code = form.cleaned_data["staff_number"], form.cleaned_data["code"]
    person = authenticate(request, staff_number=number, code=code)
    if person is None:
        return None
    login = Login(user=person, email_verification=EmailVerificationMethod.NONE, redirect_url="/")
    answer = cast(HttpResponse, perform_login(request, login))
    if form.cleaned_data["shared"]:
        shared_device.begin(request)
    return answer
