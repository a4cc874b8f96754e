"""Sign in as somebody of the story: a page with one button, since a GET signs nobody in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from passerelle.exchange.demo.links import find_persona, landing
from passerelle.work.idempotency import outside_transaction

BACKEND = settings.AUTHENTICATION_BACKENDS[-1]


@never_cache
@require_http_methods(["GET", "POST"])
@outside_transaction
def sign_in(request: HttpRequest, persona: str, token: str) -> HttpResponse:
    """Show who one would be; on POST, be it. A wrong link is a page that does not exist."""
    person = find_persona(request, persona, token)
    if person is None:
        raise Http404
    if request.method == "POST":
        login(request, person, backend=BACKEND)
        return redirect(landing(persona))
    return render(request, "exchange/demo/sign_in.html", {"person": person})
