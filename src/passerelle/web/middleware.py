"""Turns refusals into answers a person understands, and leads newcomers through the door."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from passerelle.journal.decision import Refused
from passerelle.lib.sent_words import sent_words
from passerelle.people.middleware import PersonRequest
from passerelle.web.context import home_organisation
from passerelle.web.errors import refused, signed_out

FREE = ("/account/", "/static/", "/welcome/", "/settings/language/", "/logo/", "/healthz", "/demo/")


class DoorMiddleware:
    """Before the first page: accept the charter; for the administrator of a new installation: set it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: PersonRequest) -> HttpResponse:
        """Lead to the welcome pages where that is due; otherwise go on."""
        person = request.actor.person
        if person is None and request.method == "POST":
            return self._with_words(request, self.get_response(request))
        if person is None or request.method != "GET" or request.path.startswith(FREE):
            return self.get_response(request)
        home = home_organisation(request.actor)
        if home is not None and home.ready_at is None and person.is_administrator:
            return redirect("first_run")
        if home is not None and home.charter and person.charter_version < home.charter_version:
            return redirect("charter")
        return self.get_response(request)

    @staticmethod
    def _with_words(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
        """Whoever was signed out while they wrote is not led to the door with nothing in their hands."""
        to_the_door = answer.status_code == 302 and answer["Location"].startswith(f"{reverse(settings.LOGIN_URL)}?")
        return signed_out(request) if to_the_door and sent_words(request) else answer

    def process_exception(self, request: PersonRequest, exception: Exception) -> HttpResponse | None:
        """A rule said no: 403 with its sentence."""
        return refused(request, exception) if isinstance(exception, Refused) else None
