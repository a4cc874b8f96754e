"""Leads newcomers through the door."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect

from passerelle.people.middleware import PersonRequest
from passerelle.web.context import home_organisation

FREE = (
    "/account/",
    "/static/",
    "/welcome/",
    "/settings/language/",
    "/logo/",
    "/healthz",
    "/demo/",
    "/feeds/",
    "/manifest.webmanifest",
    "/offline/",
    "/device/",
)


class WelcomeMiddleware:
    """Before the first page: accept the charter; for the administrator of a new installation: set it up."""

    def __init__(self, get_response: Callable[[PersonRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: PersonRequest) -> HttpResponse:
        """Lead to the welcome pages where that is due; otherwise go on."""
        person = request.actor.person
        if person is None or request.method != "GET" or request.path.startswith(FREE):
            return self.get_response(request)
        home = home_organisation(request.actor)
        if home is not None and home.ready_at is None and person.is_administrator:
            return redirect("first_run")
        if home is not None and home.charter and person.charter_version < home.charter_version:
            return redirect("charter")
        return self.get_response(request)
