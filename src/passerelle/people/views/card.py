"""Sign in with the card from the staff room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from passerelle.lib.form_pages import form_page
from passerelle.people import shared_device
from passerelle.people.forms.signing_in import CardForm
from passerelle.people.views.doors import limited, sign_in


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
@never_cache
@limited("card")
def card_login(request: HttpRequest) -> HttpResponse:
    """The form; a number nobody has and a wrong code get the same answer."""
    if request.user.is_authenticated:
        return redirect("home")
    form = CardForm(request.POST or None, request=request)
    if not form.is_valid():
        return form_page(request, "people/card.html", {"form": form})
    answer = sign_in(request, form.cleaned_data["person"])
    if form.cleaned_data["shared"]:
        shared_device.begin(request)
    return answer
