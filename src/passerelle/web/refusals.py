"""Nobody is turned away without a sentence, and without what they typed."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from passerelle.journal.decision import Refused
from passerelle.lib.sent_words import sent_words
from passerelle.people.middleware import PersonRequest
from passerelle.web.errors import refused, signed_out


class RefusalMiddleware:
    """Answers with a page where a rule said no, and where a session ended while its person wrote."""

    def __init__(self, get_response: Callable[[PersonRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: PersonRequest) -> HttpResponse:
        """Whoever was signed out while they wrote is not led to the door with nothing in their hands."""
        answer = self.get_response(request)
        if request.method != "POST" or request.actor.person is not None or answer.status_code != 302:
            return answer
        to_the_door = answer["Location"].startswith(f"{reverse(settings.LOGIN_URL)}?")
        return signed_out(request) if to_the_door and sent_words(request) else answer

    def process_exception(self, request: PersonRequest, exception: Exception) -> HttpResponse | None:
        """A rule said no: 403 with its sentence. Here rather than by Django, which would log each no with a traceback."""
        return refused(request, exception) if isinstance(exception, Refused) else None
