"""Gives each request its actor, language and time zone; ends the sessions of those who may no longer sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from passerelle.journal.actor import Actor, anonymous_actor, person_actor
from passerelle.lib.clock import zone
from passerelle.people import shared_device
from passerelle.people.models import Person


class PersonRequest(HttpRequest):
    """A request that knows its actor; what every view of ours receives."""

    actor: Actor
    is_shared_device: bool


class PersonMiddleware:
    """Sets ``request.actor``; rights are read anew for every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Work out who comes, and speak their language in their time zone."""
        was_shared = shared_device.is_shared(request)
        person = _person(request)
        ours = cast(PersonRequest, request)
        ours.actor = person_actor(person) if person else anonymous_actor()
        ours.is_shared_device = person is not None and was_shared
        if ours.is_shared_device:
            shared_device.prolong(request)
        language = (person and person.language) or translation.get_language_from_request(request)
        with (
            translation.override(language),
            timezone.override(zone(person.time_zone if person else "")),
        ):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if was_shared:  # also when its time ran out: whoever comes next finds no words of the one before
            shared_device.leave_nothing(response, ended=not shared_device.is_shared(request))
        return response


def _person(request: HttpRequest) -> Person | None:
    """Who is signed in. A session that outlived its person or its shared device ends here."""
    person = get_user(request)  # the row itself: what Django leaves in request.user looks it up anew for each attribute
    if isinstance(person, Person) and not person.is_former and not shared_device.is_over(request):
        return person
    if SESSION_KEY in request.session:
        logout(request)
    return None
