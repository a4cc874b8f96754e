"""Gives each request its actor, language and time zone."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from passerelle.journal.actor import Actor, anonymous_actor, person_actor
from passerelle.people.models import Person

_ZONES = available_timezones()


class PersonRequest(HttpRequest):
    """A request that knows its actor; what every view of ours receives."""

    actor: Actor


class PersonMiddleware:
    """Sets ``request.actor``; rights are read anew for every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Work out who comes, and speak their language in their time zone."""
        user = request.user
        person = cast(Person, user) if user.is_authenticated else None
        cast(PersonRequest, request).actor = person_actor(person) if person else anonymous_actor()
        language = (person and person.language) or translation.get_language_from_request(request)
        zone = (person and person.time_zone) or settings.TIME_ZONE
        with translation.override(language), timezone.override(ZoneInfo(zone if zone in _ZONES else settings.TIME_ZONE)):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]  # what LocaleMiddleware sets
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
